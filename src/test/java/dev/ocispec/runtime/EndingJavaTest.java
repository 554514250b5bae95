package dev.ocispec.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ocispec.JavaProgram;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Once a Java process is ending, a call makes nothing that nobody would remove any more. */
@Tag("unit")
class EndingJavaTest {
  @TempDir private Path folder;

  @Test
  void aCallThatComesTooLateMakesNoFolder() {
    // There is none to make a folder in, so that a call which tried to would say so.
    String absent = folder.resolve("absent").toString();

    JavaProgram.Result result =
        JavaProgram.run(
            JavaProgram.commandLine(List.of(), LateCall.class.getName(), List.of(absent)), 60);

    assertThat(result)
        .isEqualTo(
            new JavaProgram.Result(
                0, "false list: not started: the Java process is exiting\n", ""));
  }

  /** Calls a runtime while the end of the Java process waits for what is under way. */
  static final class LateCall {
    private LateCall() {}

    public static void main(String[] args) throws Exception {
      CountDownLatch ending = new CountDownLatch(1);
      ActiveCalls.Registration active = ActiveCalls.register(ending::countDown);
      new Thread(() -> System.exit(0)).start();
      ending.await();
      OciRuntime runtime = OciRuntime.of(Path.of("/bin/false")).withWorkFolder(Path.of(args[0]));
      try {
        runtime.list();
      } catch (CallInterruptedException e) {
        System.out.println(e.getMessage());
      }
      active.close();
    }
  }
}
