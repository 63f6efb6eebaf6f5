import FeatureFiles
import Labeling
import Testing

struct CSourceTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  @Test("the text, with its rows of ten")
  func text() throws {
    try folder.write((0..<12).map { Float($0) / 4 }, .coefficients(4), "a.c")
    #expect(
      try folder.text("a.c") == """
        /* File automatically created by earmark features
         * path: "yes.wav"
         * feature: "mfcc"
         * sampleRate: 16000
         * hopLength: 160
         * windowLength: 400
         * framing: "centered"
         * startSeconds: 0
         */

        /* every value is finite here */
        extern const int g_yes_width, g_yes_height;
        extern const float g_yes_data[];

        const int g_yes_width = 4;
        const int g_yes_height =                   3;
        const float g_yes_data[] = {
          0.0f, 0.25f, 0.5f, 0.75f, 1.0f, 1.25f, 1.5f, 1.75f, 2.0f, 2.25f,
          2.5f, 2.75f,
        };

        """)
  }

  @Test("it compiles without a warning and holds the values", arguments: ["cc", "c++", "clang++"])
  func compiles(compiler: String) throws {
    let values: [Float] = [0, -1.5, 1e-45, 3.4e38, 1 / 3, 1e10, -0.0, 123_456.79, 5, 6, 7, 8]
    let odd = values + [.nan, .infinity, -.infinity, 1]
    try folder.write(values, .mel(4, path: "a/Yes no-1.WAV"), "a.c")
    try folder.write(odd, .mel(4, path: "*/ int x; /* ??/.wav"), "b.c")
    try folder.write(values, .mel(4, path: "3\u{e9}\u{202e}\\").quantized(-1, 7), "c.c")
    try folder.write([], .coefficients(9, path: ""), "d.c")
    try folder.write([2], .coefficients(1, path: "if.wav").quantized(0, 1), "e.c")
    let main = """
      #include <stdio.h>
      #define SHOW(name, type) \\
        extern const int name##_width, name##_height; \\
        extern const type name##_data[]; \\
        printf("%d %d\\n", name##_width, name##_height); \\
        for (int i = 0; i < name##_width * name##_height; i++) \\
          printf("%.9g ", name##_data[i] + 0.0); \\
        printf("\\n");
      int main(void) {
        SHOW(g_yes_no_1, float) SHOW(g__wav, float) SHOW(g_3___, unsigned char)
        SHOW(g_, float) SHOW(g_if, unsigned char)
        return 0;
      }
      """
    try folder.write(main, "main.c")
    let language = compiler.hasSuffix("++") ? "c++" : "c"
    let flags = ["-x", language, "-Wall", "-Wextra", "-Werror", "-pedantic", "-o", "main"]
    let sources = ["a.c", "b.c", "c.c", "d.c", "e.c", "main.c"]
    guard let build = try Tool.run(compiler, flags + sources, in: folder) else {
      print("skipped: no \(compiler)")
      return
    }
    #expect(build.status == 0, "\(build.output)")
    let run = try #require(try Tool.run("sh", ["-c", "./main"], in: folder))
    #expect(
      run.output == """
        4 3
        0 -1.5 1.40129846e-45 3.39999995e+38 0.333333343 1e+10 0 123456.789 5 6 7 8\u{20}
        4 4
        0 -1.5 1.40129846e-45 3.39999995e+38 0.333333343 1e+10 0 123456.789 5 6 7 8 \
        nan inf -inf 1\u{20}
        4 3
        32 0 32 255 43 255 32 255 191 223 255 255\u{20}
        9 0

        1 1
        255\u{20}

        """)
  }
}
