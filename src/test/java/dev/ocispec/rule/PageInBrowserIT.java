package dev.ocispec.rule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ocispec.Needs;
import dev.ocispec.json.Json;
import dev.ocispec.spec.Spec;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page as a browser shows it: light, dark and printed. It has no script to switch off. */
@Tag("runtime")
class PageInBrowserIT {
  private static final int WIDTH = 900;

  @TempDir Path folder;

  @BeforeEach
  void write() throws IOException {
    Needs.chromium();
    Spec spec = Json.read(Path.of("src/test/resources/explain/docker.json"), Spec.class);
    Files.writeString(folder.resolve("page.html"), Explanation.of(spec).toHtml("docker"));
  }

  private void chromium(String... options) throws IOException, InterruptedException {
    List<String> command =
        new ArrayList<>(
            List.of(
                "chromium",
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--hide-scrollbars",
                "--user-data-dir=" + folder.resolve("profile"),
                "--window-size=" + WIDTH + ",1200"));
    command.addAll(List.of(options));
    command.add(folder.resolve("page.html").toUri().toString());
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("log").toFile())
            .start();
    assertThat(process.waitFor(3, TimeUnit.MINUTES)).as("chromium ends").isTrue();
    assertThat(process.exitValue()).as(() -> log()).isZero();
  }

  private String log() {
    try {
      return Files.readString(folder.resolve("log"));
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private BufferedImage picture(String... options) throws IOException, InterruptedException {
    Path file = folder.resolve("page.png");
    List<String> all = new ArrayList<>(List.of(options));
    all.add("--screenshot=" + file);
    chromium(all.toArray(String[]::new));
    return ImageIO.read(file.toFile());
  }

  private static Set<Integer> colours(BufferedImage picture) {
    Set<Integer> colours = new TreeSet<>();
    for (int y = 0; y < picture.getHeight(); y++) {
      for (int x = 0; x < picture.getWidth(); x++) {
        colours.add(picture.getRGB(x, y) & 0xFFFFFF);
      }
    }
    return colours;
  }

  @Test
  void itIsDarkOnLightWhereThatIsPreferred() throws Exception {
    BufferedImage picture = picture();

    assertThat(new Color(picture.getRGB(2, 2))).isEqualTo(new Color(0xFFFFFF));
    assertThat(colours(picture)).contains(0xB3261E);
    assertThat(picture.getWidth()).isEqualTo(WIDTH);
  }

  @Test
  void itIsLightOnDarkWhereThatIsPreferred() throws Exception {
    BufferedImage picture = picture("--force-dark-mode");

    assertThat(new Color(picture.getRGB(2, 2))).isEqualTo(new Color(0x15181D));
    assertThat(colours(picture)).contains(0xFF8A80);
  }

  @Test
  void itCanBePrinted() throws Exception {
    Path file = folder.resolve("page.pdf");
    chromium("--force-dark-mode", "--no-pdf-header-footer", "--print-to-pdf=" + file);

    assertThat(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1))
        .startsWith("%PDF-")
        .contains("/Count ");
  }
}
