import GRDB

/// The tables of a library, version by version.
enum Migrations {
  /// The newest version, as `PRAGMA user_version` holds it.
  static let version = 6
  /// What marks a database as a library: "Eark".
  static let applicationID: Int64 = 0x4561_726b

  /// The steps from an empty database to the newest version.
  static var migrator: DatabaseMigrator {
    var migrator = DatabaseMigrator()
    migrator.registerMigration("1") { database in
      try database.execute(sql: versionOne)
    }
    migrator.registerMigration("2") { database in
      try database.execute(sql: versionTwo)
    }
    migrator.registerMigration("3") { database in
      try database.execute(sql: versionThree)
    }
    migrator.registerMigration("4") { database in
      try database.execute(sql: versionFour)
    }
    migrator.registerMigration("5") { database in
      try database.execute(sql: versionFive)
    }
    migrator.registerMigration("6") { database in
      try database.execute(sql: versionSix)
    }
    return migrator
  }

  /// Paths are TEXT, or BLOB where their bytes are not UTF-8; of a missing recording the last known
  /// one, where another may lie now. Moments are ISO 8601 in UTC.
  /// Positions are samples of the recording. A UUID stays with its row when libraries are merged.
  private static let versionOne = """
    PRAGMA application_id = \(applicationID);
    PRAGMA user_version = 1;

    CREATE TABLE recordings (
      id INTEGER PRIMARY KEY,
      uuid BLOB NOT NULL UNIQUE CHECK (length(uuid) = 16),
      path ANY NOT NULL CHECK (typeof(path) IN ('text', 'blob')),
      byte_count INTEGER NOT NULL,
      modified INTEGER NOT NULL,
      sample_rate REAL NOT NULL DEFAULT 0,
      sample_count INTEGER NOT NULL DEFAULT 0,
      channel_count INTEGER NOT NULL DEFAULT 0,
      container TEXT,
      encoding TEXT,
      hash TEXT,
      state TEXT NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting', 'ready', 'unreadable')),
      problem TEXT,
      group_name TEXT,
      split TEXT,
      is_missing INTEGER NOT NULL DEFAULT 0 CHECK (is_missing IN (0, 1))
    ) STRICT;
    CREATE UNIQUE INDEX recordings_place ON recordings(path) WHERE is_missing = 0;
    CREATE INDEX recordings_path ON recordings(path);
    CREATE INDEX recordings_missing ON recordings(byte_count) WHERE is_missing = 1;

    CREATE TABLE clips (
      id INTEGER PRIMARY KEY,
      uuid BLOB NOT NULL UNIQUE CHECK (length(uuid) = 16),
      recording_id INTEGER NOT NULL REFERENCES recordings(id) ON DELETE CASCADE,
      onset INTEGER,
      "offset" INTEGER,
      CHECK ((onset IS NULL) = ("offset" IS NULL) AND (onset IS NULL OR onset <= "offset"))
    ) STRICT;
    CREATE INDEX clips_recording ON clips(recording_id);

    CREATE TABLE labels (
      id INTEGER PRIMARY KEY,
      name TEXT NOT NULL UNIQUE,
      position INTEGER
    ) STRICT;

    CREATE TABLE annotations (
      id INTEGER PRIMARY KEY,
      uuid BLOB NOT NULL UNIQUE CHECK (length(uuid) = 16),
      clip_id INTEGER NOT NULL REFERENCES clips(id) ON DELETE CASCADE,
      label_id INTEGER NOT NULL REFERENCES labels(id),
      onset INTEGER,
      "offset" INTEGER,
      low_hertz REAL,
      high_hertz REAL,
      tier TEXT,
      note TEXT,
      confidence REAL,
      origin TEXT NOT NULL,
      annotator TEXT NOT NULL,
      created TEXT NOT NULL,
      CHECK ((onset IS NULL) = ("offset" IS NULL) AND (onset IS NULL OR onset <= "offset")),
      CHECK ((low_hertz IS NULL) = (high_hertz IS NULL))
    ) STRICT;
    CREATE INDEX annotations_clip ON annotations(clip_id);
    CREATE INDEX annotations_label ON annotations(label_id);
    CREATE UNIQUE INDEX annotations_whole ON annotations(clip_id, ifnull(tier, ''))
      WHERE onset IS NULL;

    CREATE TABLE history (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      uuid BLOB NOT NULL UNIQUE CHECK (length(uuid) = 16),
      at TEXT NOT NULL,
      author TEXT NOT NULL,
      session TEXT NOT NULL,
      kind TEXT NOT NULL CHECK (kind IN ('edit', 'undo', 'redo')),
      edit TEXT NOT NULL,
      inverse TEXT NOT NULL,
      summary TEXT NOT NULL,
      undoes INTEGER REFERENCES history(id),
      state TEXT NOT NULL DEFAULT 'live' CHECK (state IN ('live', 'undone', 'superseded')),
      undone_by INTEGER REFERENCES history(id)
    ) STRICT;
    CREATE INDEX history_edits ON history(author, state, id) WHERE kind = 'edit';

    CREATE TABLE sessions (
      author TEXT NOT NULL,
      key TEXT NOT NULL,
      value TEXT NOT NULL,
      changed TEXT NOT NULL,
      PRIMARY KEY (author, key)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE counters (
      name TEXT PRIMARY KEY,
      value INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID;
    INSERT INTO counters VALUES ('recordings', 0);
    """

  /// The history may hold trimmed and new clips, which earlier programs can't read.
  private static let versionTwo = "PRAGMA user_version = 2;"

  /// What models said of clips: a model is the hash of its file; the contents say what it heard, so
  /// that an opinion of other contents is not taken for one of these.
  private static let versionThree = """
    PRAGMA user_version = 3;

    CREATE TABLE predictions (
      model TEXT NOT NULL,
      clip_id INTEGER NOT NULL REFERENCES clips(id) ON DELETE CASCADE,
      contents TEXT NOT NULL,
      scores BLOB NOT NULL,
      made INTEGER NOT NULL,
      PRIMARY KEY (model, clip_id)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX predictions_clip ON predictions(clip_id);
    """

  /// Everybody has a label of the whole of their own in each tier; earlier programs would take one
  /// of them for the only one.
  private static let versionFour = """
    PRAGMA user_version = 4;

    DROP INDEX annotations_whole;
    CREATE UNIQUE INDEX annotations_whole ON annotations(clip_id, ifnull(tier, ''), annotator)
      WHERE onset IS NULL;
    """

  /// What was measured of recordings: `flaws` by itself, `judged` beside the others, both as bits;
  /// the contents say what was measured.
  private static let versionSix = """
    PRAGMA user_version = 6;

    CREATE TABLE quality (
      recording_id INTEGER PRIMARY KEY REFERENCES recordings(id) ON DELETE CASCADE,
      contents TEXT NOT NULL,
      flaws INTEGER NOT NULL,
      judged INTEGER NOT NULL,
      twin INTEGER REFERENCES recordings(id) ON DELETE SET NULL,
      onset INTEGER,
      "offset" INTEGER,
      fingerprint BLOB
    ) STRICT;
    CREATE INDEX quality_twin ON quality(twin);
    """
}
