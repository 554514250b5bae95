package dev.ocispec.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A Java process that is asked to end takes its runtimes and containers along. */
@Tag("runtime")
@ParameterizedClass
@EnumSource(TestRuntime.class)
class ShutdownTest extends RuntimeFixture {
  @ParameterizedTest
  @ValueSource(strings = {"run", "create"})
  void aTerminatedJavaProcessLeavesNoContainer(String verb) throws Exception {
    Path bundle = bundle("sh", "-c", "echo begun; sleep 100");
    Process java =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Djava.io.tmpdir=" + folder.resolve("work"),
                "-cp",
                System.getProperty("java.class.path"),
                Terminated.class.getName(),
                verb,
                runtime.executable().toString(),
                folder.resolve("root").toString(),
                id,
                bundle.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try (BufferedReader out =
        new BufferedReader(new InputStreamReader(java.getInputStream(), StandardCharsets.UTF_8))) {
      assertThat(out.readLine()).isEqualTo("begun");
      java.destroy();
      assertThat(java.waitFor(30, TimeUnit.SECONDS)).isTrue();
    } finally {
      java.destroyForcibly();
    }
  }

  /** What the other process does. */
  static final class Terminated {
    private Terminated() {}

    public static void main(String[] args) throws Exception {
      OciRuntime runtime = OciRuntime.of(Path.of(args[1])).withRoot(Path.of(args[2]));
      OutputListener print = OutputListener.lines(System.out::println);
      if (args[0].equals("run")) {
        runtime.run(args[3], Path.of(args[4]), r -> r.stdout(print));
      } else {
        runtime.create(args[3], Path.of(args[4]), c -> c.stdout(print)).start();
        Thread.sleep(100_000);
      }
    }
  }
}
