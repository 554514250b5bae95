package dev.ocispec.cdi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ocispec.cdispec.CdiSpec;
import dev.ocispec.json.Json;
import java.io.File;
import java.lang.reflect.InvocationTargetException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Files in YAML are read like those in JSON, within limits. */
@Tag("unit")
class CdiYamlTest {
  @TempDir private Path folder;

  private CdiSpec read(String yaml) throws Exception {
    Files.writeString(folder.resolve("vendor.yaml"), yaml);
    Cdi cdi = Cdi.load(folder);
    return cdi.specOf(cdi.devices().get(0));
  }

  @Test
  void aFileSaysInYamlWhatItSaysInJson() throws Exception {
    CdiSpec yaml =
        read(
            """
            ---
            # generated
            cdiVersion: 0.5.0
            kind: "vendor.com/gpu"
            devices:
            - name: 0
              containerEdits:
                env: [NVIDIA_VISIBLE_DEVICES=void, YES=yes]
                deviceNodes:
                - path: /dev/gpu0
                  major: 195
                  minor: 0x10
                  fileMode: 0660
                  type: c
            containerEdits:
              mounts:
              - {hostPath: /lib/a, containerPath: /lib/a, options: [ro, "nosuid"]}
              hooks:
              - hookName: createContainer
                path: /bin/hook
                args: [hook, "8", true]
                timeout: 3
            """);

    assertThat(yaml)
        .isEqualTo(
            Json.read(
                """
                {"cdiVersion":"0.5.0","kind":"vendor.com/gpu","devices":[{"name":"0","containerEdits":
                {"env":["NVIDIA_VISIBLE_DEVICES=void","YES=yes"],"deviceNodes":[{"path":"/dev/gpu0",
                "major":195,"minor":16,"fileMode":432,"type":"c"}]}}],"containerEdits":{"mounts":
                [{"hostPath":"/lib/a","containerPath":"/lib/a","options":["ro","nosuid"]}],"hooks":
                [{"hookName":"createContainer","path":"/bin/hook","args":["hook","8","true"],
                "timeout":3}]}}
                """,
                CdiSpec.class));
  }

  @Test
  void anAliasIsACopy() throws Exception {
    CdiSpec spec =
        read(
            """
            cdiVersion: 0.5.0
            kind: vendor.com/gpu
            devices:
            - name: a
              containerEdits: &edits {env: [A=b]}
            - name: b
              containerEdits: *edits
            """);

    assertThat(spec.devices().get(1).containerEdits())
        .isEqualTo(spec.devices().get(0).containerEdits());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "~a: [~ | 1:5: (document): expected the node content, but found '<stream end>'"
            + " [yaml-syntax] (must)",
        "~a: 1\n"
            + "a: 2~ | 2:1: (document): expected each member once, found \"a\" again [yaml-syntax]"
            + " (must)",
        "~a: *b~ | 1:4: (document): found an alias of what is not, or not wholly, there yet"
            + " [yaml-syntax] (must)",
        "~a: &b [*b]~ | 1:8: (document): found an alias of what is not, or not wholly, there yet"
            + " [yaml-syntax] (must)",
        "~a: !ruby/object x~ | 1:4: (document): found the tag !ruby/object [yaml-syntax] (must)",
        "~? [a]\n: b~ | 1:3: (document): expected a text as a member's name [yaml-syntax] (must)",
        "~a: b\n"
            + "---\n"
            + "a: c~ | 2:1: (document): expected one document, found none or another one"
            + " [yaml-syntax] (must)",
      })
  void otherYamlIsRefusedWithItsPlace(String yaml, String message) {
    assertThatThrownBy(() -> read(yaml))
        .isInstanceOf(CdiFileException.class)
        .hasMessage(folder.resolve("vendor.yaml") + ": " + message);
  }

  @Test
  void anEmptyFileIsRefused() {
    assertThatThrownBy(() -> read("# nothing\n"))
        .isInstanceOf(CdiFileException.class)
        .hasMessageContaining("expected one document, found none or another one");
  }

  @Test
  void depthIsLimited() {
    assertThatThrownBy(() -> read("a: " + "[".repeat(100_000)))
        .isInstanceOf(CdiFileException.class)
        .hasMessageContaining("expected at most 32 levels, found more [yaml-limit]");
  }

  @Test
  void aliasesThatMultiplyAreLimited() {
    StringBuilder bomb = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
    for (int i = 1; i < 12; i++) {
      bomb.append("a%d: &a%d [".formatted(i, i))
          .append(("*a" + (i - 1) + ",").repeat(10))
          .append("]\n");
    }

    assertThatThrownBy(() -> read(bomb.toString()))
        .isInstanceOf(CdiFileException.class)
        .hasMessageContaining(
            "expected at most 200000 values, aliases included, found more [yaml-limit]");
  }

  @Test
  void bytesThatAreNoTextAreRefused() throws Exception {
    Files.write(folder.resolve("vendor.yaml"), new byte[] {'a', ':', ' ', (byte) 0xFF});

    assertThatThrownBy(() -> Cdi.load(folder))
        .isInstanceOf(CdiFileException.class)
        .hasMessageEndingWith("vendor.yaml: expected UTF-8 text, found other bytes");
  }

  @Test
  void withoutTheLibraryTheErrorNamesIt() throws Exception {
    Files.writeString(folder.resolve("vendor.yaml"), "a: b");
    URL[] others =
        Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
            .filter(entry -> !entry.contains("snakeyaml"))
            .map(CdiYamlTest::url)
            .toArray(URL[]::new);

    try (URLClassLoader loader = new URLClassLoader(others, ClassLoader.getPlatformClassLoader())) {
      Class<?> cdi = loader.loadClass(Cdi.class.getName());
      assertThatThrownBy(
              () -> cdi.getMethod("load", Path[].class).invoke(null, (Object) new Path[] {folder}))
          .isInstanceOf(InvocationTargetException.class)
          .cause()
          .satisfies(
              e ->
                  assertThat(e.getClass().getName())
                      .isEqualTo(YamlLibraryException.class.getName()))
          .hasMessage(
              folder.resolve("vendor.yaml")
                  + ": reading YAML takes a dependency that is optional; add it to the project, or"
                  + " convert the file to JSON:\n"
                  + "<groupId>org.snakeyaml</groupId><artifactId>snakeyaml-engine</artifactId>\n"
                  + "<version>2.10</version>");
    }
  }

  private static URL url(String entry) {
    try {
      return Path.of(entry).toUri().toURL();
    } catch (MalformedURLException e) {
      throw new IllegalArgumentException(entry, e);
    }
  }
}
