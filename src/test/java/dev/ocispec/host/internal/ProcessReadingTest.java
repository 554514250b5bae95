package dev.ocispec.host.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What processes used, by a made-up {@code /proc} and by the real one. */
@Tag("unit")
class ProcessReadingTest {
  @TempDir private Path proc;

  private void process(long pid, String times, int threads, int pages, String children)
      throws IOException {
    Path task = proc.resolve(pid + "/task/" + pid);
    Files.createDirectories(task);
    Files.writeString(task.resolve("children"), children);
    Files.writeString(
        proc.resolve(pid + "/stat"),
        pid
            + " (a ) b) S 1 1 1 0 -1 4194560 0 0 0 0 "
            + times
            + " 20 0 "
            + threads
            + " 0 77 1000 "
            + pages
            + " 18446744073709551615 1 1\n");
  }

  @Test
  void theTreeIsAddedUpWithWhatItHasWaitedFor() throws IOException {
    process(7, "1 2 30 40", 1, 5, "8 9 ");
    process(8, "100 200 0 0", 3, 10, "");
    process(9, "1000 2000 0 0", 1, 1, "");

    assertThat(ProcessReading.of(proc, 7)).contains(new ProcessReading(1131, 2242, 16 * 4096, 5));
  }

  @Test
  void nothingIsReadOfAProcessThatIsGone() {
    assertThat(ProcessReading.of(proc, 7)).isEmpty();
  }

  @Test
  void aProcessAndItsParentAreFound() {
    ProcessHandle self = ProcessHandle.current();

    assertThat(ProcessReading.of(self.pid()).orElseThrow().memory()).isPositive();
    assertThat(ProcessReading.parent(self.pid())).hasValue(self.parent().orElseThrow().pid());
  }

  @Test
  void timeThatWasUsedBeforeIsLeftOutInWholeTicks() {
    ProcessReading reading = new ProcessReading(7, 3, 4096, 2);

    assertThat(reading.since(29_999, 50_000)).isEqualTo(new ProcessReading(5, 0, 4096, 2));
  }
}
