package dev.ocispec.cdi;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Tag;
import net.jqwik.api.constraints.IntRange;

/** Whatever is in a file, it is read or its error is typed. */
@Tag("property")
class CdiFileProperties {
  private static final String SAMPLE =
      """
      cdiVersion: 0.7.0
      kind: vendor.com/gpu
      devices:
      - name: "0"
        containerEdits: &edits
          env: [A=b]
          deviceNodes: [{path: /dev/null, fileMode: 0660}]
          intelRdt: {closID: a}
      - {name: b, containerEdits: *edits}
      """;

  @Property
  void aDamagedFileHasTypedErrorsOnly(
      @ForAll @IntRange(max = 250) int place, @ForAll byte replaced, @ForAll boolean json)
      throws IOException {
    byte[] damaged = SAMPLE.getBytes(StandardCharsets.UTF_8);
    damaged[Math.min(place, damaged.length - 1)] = replaced;
    Path folder = Files.createTempDirectory("ocispec-cdi");
    Path file = folder.resolve(json ? "a.json" : "a.yaml");
    try {
      Files.write(file, damaged);

      Cdi cdi = Cdi.loadUsable(folder);

      assertThat(cdi.problems().isEmpty()).isNotEqualTo(cdi.devices().isEmpty());
      assertThat(cdi.problems()).hasOnlyElementsOfType(CdiFileException.class);
    } finally {
      Files.delete(file);
      Files.delete(folder);
    }
  }
}
