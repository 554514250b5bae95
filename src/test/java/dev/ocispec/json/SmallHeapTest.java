package dev.ocispec.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Hostile text does no harm to a process that has little memory. */
@Tag("unit")
class SmallHeapTest {
  @TempDir Path folder;

  @Test
  void everyHostileTextIsRefusedWithin64Megabytes() throws IOException, InterruptedException {
    List<HostileText> texts = HostileText.all();
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx64m",
                "-XX:+ExitOnOutOfMemoryError",
                "-cp",
                System.getProperty("java.class.path"),
                HostileReading.class.getName()));
    command.addAll(HostileReading.write(texts, folder));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    List<String> lines = process.inputReader().lines().toList();
    assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
    assertThat(process.exitValue()).as("%s", lines).isZero();
    assertThat(lines).hasSameSizeAs(texts);
    for (String line : lines) {
      String[] parts = line.split("\t");
      HostileText text = texts.get(Integer.parseInt(parts[0]));
      assertThat(parts[1]).as(text.name()).startsWith("json-");
      assertThat(Integer.parseInt(parts[2])).as(text.name()).isLessThan(1000);
    }
  }
}
