import Foundation

/// Counts the allocations and locks of a thread, where the library that counts is preloaded.
struct Probe {
  private typealias Begin = @convention(c) () -> Void
  private typealias End = @convention(c) (UnsafeMutablePointer<Int>) -> Void

  private let begin: Begin
  private let end: End

  /// Finds the library; nil where it is not preloaded.
  init?() {
    guard let program = dlopen(nil, RTLD_NOW), let begin = dlsym(program, "probe_begin"),
      let end = dlsym(program, "probe_end")
    else { return nil }
    self.begin = unsafeBitCast(begin, to: Begin.self)
    self.end = unsafeBitCast(end, to: End.self)
  }

  /// What this thread does meanwhile.
  func counting(_ work: () -> Void) -> (allocations: Int, locks: Int) {
    var counts = [0, 0]
    begin()
    work()
    end(&counts)
    return (counts[0], counts[1])
  }

  /// Compiles the library; nil where no compiler is.
  static func build() throws -> String? {
    let compiler = ["/usr/bin/cc", "/usr/bin/gcc", "/usr/bin/clang"].first {
      FileManager.default.isExecutableFile(atPath: $0)
    }
    guard let compiler else { return nil }
    let base = NSTemporaryDirectory() + "/earmark-probe-\(UUID().uuidString)"
    try source.write(toFile: base + ".c", atomically: true, encoding: .utf8)
    defer { try? FileManager.default.removeItem(atPath: base + ".c") }
    let process = Process()
    process.executableURL = URL(fileURLWithPath: compiler)
    process.arguments = ["-shared", "-fPIC", "-O1", "-o", base + ".so", base + ".c", "-ldl"]
    process.standardError = FileHandle.nullDevice
    try process.run()
    process.waitUntilExit()
    return process.terminationStatus == 0 ? base + ".so" : nil
  }

  private static let source = """
    #define _GNU_SOURCE
    #include <dlfcn.h>
    #include <pthread.h>
    #include <stddef.h>

    static __thread int counts_now;
    static __thread long allocations, locks;
    static int (*next_lock)(pthread_mutex_t *);
    static int (*next_read)(pthread_rwlock_t *);
    static int (*next_write)(pthread_rwlock_t *);

    void *__libc_malloc(size_t);
    void *__libc_calloc(size_t, size_t);
    void *__libc_realloc(void *, size_t);
    void *__libc_memalign(size_t, size_t);
    void __libc_free(void *);

    __attribute__((constructor)) static void find(void) {
      next_lock = dlsym(RTLD_NEXT, "pthread_mutex_lock");
      next_read = dlsym(RTLD_NEXT, "pthread_rwlock_rdlock");
      next_write = dlsym(RTLD_NEXT, "pthread_rwlock_wrlock");
    }

    void probe_begin(void) { allocations = locks = 0; counts_now = 1; }
    void probe_end(long *counts) { counts_now = 0; counts[0] = allocations; counts[1] = locks; }

    void *malloc(size_t n) { allocations += counts_now; return __libc_malloc(n); }
    void *calloc(size_t n, size_t m) { allocations += counts_now; return __libc_calloc(n, m); }
    void *realloc(void *p, size_t n) { allocations += counts_now; return __libc_realloc(p, n); }
    void *memalign(size_t a, size_t n) { allocations += counts_now; return __libc_memalign(a, n); }
    void *aligned_alloc(size_t a, size_t n) { return memalign(a, n); }
    int posix_memalign(void **p, size_t a, size_t n) { *p = memalign(a, n); return *p ? 0 : 12; }
    void free(void *p) { allocations += counts_now; __libc_free(p); }

    int pthread_mutex_lock(pthread_mutex_t *m) {
      locks += counts_now;
      if (!next_lock) find();
      return next_lock(m);
    }
    int pthread_rwlock_rdlock(pthread_rwlock_t *l) {
      locks += counts_now;
      if (!next_read) find();
      return next_read(l);
    }
    int pthread_rwlock_wrlock(pthread_rwlock_t *l) {
      locks += counts_now;
      if (!next_write) find();
      return next_write(l);
    }
    """
}
