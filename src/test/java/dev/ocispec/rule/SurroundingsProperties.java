package dev.ocispec.rule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ocispec.TestFolder;
import dev.ocispec.features.Features;
import dev.ocispec.host.LocalHost;
import dev.ocispec.json.JsonDocument;
import dev.ocispec.json.JsonLimits;
import dev.ocispec.report.Finding;
import dev.ocispec.report.Level;
import dev.ocispec.spec.Spec;
import dev.ocispec.testkit.InternalArbitraries;
import dev.ocispec.testkit.OciArbitraries;
import dev.ocispec.validation.Validator;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tag;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

/** Whatever stands in a document: looking at bundle, host and runtime ends in a report. */
@Tag("property")
class SurroundingsProperties {
  private static final String JSON =
      "{\"ociVersion\":\"1.0.2\",\"root\":{\"path\":\"rootfs\"},"
          + "\"hooks\":{\"startContainer\":[{\"path\":\"PATH\"}]}}";

  private static final TestFolder FOLDER = TestFolder.make();

  @BeforeContainer
  static void fill() throws IOException {
    Path root = Files.createDirectories(FOLDER.path().resolve("rootfs"));
    Files.createSymbolicLink(root.resolve("loop"), Path.of("loop/loop"));
    Files.createSymbolicLink(root.resolve("proc"), Path.of("/proc"));
    Files.createSymbolicLink(root.resolve("up"), Path.of("../../../.."));
    Files.writeString(root.resolve("file"), "");
  }

  @AfterContainer
  static void remove() {
    FOLDER.remove();
  }

  @Provide
  Arbitrary<InternalArbitraries.Mutant> mutants() {
    return InternalArbitraries.mutants(DocumentKind.CONFIG);
  }

  @Provide
  Arbitrary<Spec> specs() {
    return OciArbitraries.specs();
  }

  @Provide
  Arbitrary<Features> features() {
    return OciArbitraries.features();
  }

  @Provide
  Arbitrary<String> paths() {
    return Arbitraries.of("loop", "proc", "up", "file", "..", ".", "", "\u0000", "ü", "none")
        .list()
        .ofMaxSize(8)
        .map(parts -> "/" + String.join("/", parts));
  }

  @Property(seed = "20261126")
  void noDocumentBreaksARuleThatLooksAroundIt(
      @ForAll("mutants") InternalArbitraries.Mutant mutant) {
    report(mutant.document().toString());
  }

  @Property(seed = "20261126")
  void noPathLeadsOutOfTheRootFilesystem(@ForAll("paths") String path) {
    String text = JSON.replace("PATH", path.replace("\u0000", "\\u0000"));
    Set<String> pointers =
        report(text).stream()
            .filter(finding -> finding.rule().equals("hooks-path-in-container-namespace"))
            .map(Finding::pointer)
            .collect(Collectors.toSet());

    // Of all that these parts can name, the root filesystem has itself and a file.
    String last = path.substring(path.lastIndexOf('/') + 1);
    if (last.equals("none") && path.chars().allMatch(c -> c > 0 && c < 0x80)) {
      assertThat(pointers).containsExactly("/hooks/startContainer/0/path");
    }
    if (path.matches("/((\\.\\.?|up|)/)*file")) {
      assertThat(pointers).isEmpty();
    }
  }

  private static List<Finding> report(String text) {
    return Validator.standard()
        .inBundle(FOLDER.path())
        .onHost(LocalHost.view())
        .validate(
            JsonDocument.of(text.getBytes(StandardCharsets.UTF_8), JsonLimits.DEFAULT),
            DocumentKind.CONFIG)
        .findings();
  }

  @Property(seed = "20261126")
  void anyConfigurationIsComparedWithAnyRuntime(
      @ForAll("specs") Spec spec, @ForAll("features") Features features) {
    Support support = Support.of(spec, features);

    assertThat(support.findings())
        .allMatch(finding -> finding.rule().startsWith("support-"))
        .allMatch(finding -> Set.of(Level.MUST, Level.INFO).contains(finding.level()));
    assertThat(support.isSupported()).isEqualTo(support.lacks().isEmpty());
  }
}
