/// Columns of a table that mean nothing here, kept as attributes of its labels.
///
/// Somebody who says what the columns of a table are wants all of it: what is not said to be
/// something comes out again with the attributes.
enum KeptColumns {
  /// The name of the attribute that a column becomes: what parts attributes in a text can't be in it.
  static func attribute(of column: String) -> String {
    String(column.map { "=;\"".contains($0) || $0.isNewline ? "_" : $0 })
  }

  /// Adds what a line says in other columns to the attributes of its label; what the table gives as
  /// attributes counts for more.
  static func add(_ rest: [(name: String, value: String)], to label: inout ImportedLabel) {
    for (column, value) in rest {
      let name = attribute(of: column)
      if label.attributes[name] == nil { label.attributes[name] = value }
    }
  }
}
