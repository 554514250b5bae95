package dev.ocispec.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ocispec.JavaProgram;
import dev.ocispec.Shared;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The jar of the command line, once it is packaged. */
@Tag("runtime")
class SelfContainedJarIT {
  private static final Path JAR = Path.of("target/ocispec.jar");
  private static final Path BILL = Path.of("target/bom.json");

  @TempDir Path folder;

  /** Logs as the library and as another one do. */
  static final class Logging {
    private Logging() {}

    public static void main(String[] arguments) {
      LoggerFactory.getLogger("dev.ocispec.service.Leftovers")
          .warn("can't remove {}", "/b", new IOException("it is in use"));
      LoggerFactory.getLogger("com.networknt.schema.Schema").warn("odd");
    }
  }

  @BeforeEach
  void itWasPackaged() {
    Shared.require(Files.exists(JAR), "needs " + JAR + ", which mvn verify packages");
  }

  /** The artifacts in the jar, from the bill of materials: name and version, and licences. */
  private static Map<String, List<String>> artifacts() {
    Map<String, List<String>> artifacts = new LinkedHashMap<>();
    Shared.require(Files.exists(BILL), "needs " + BILL + ", which Maven makes only when online");
    JsonNode bill = JsonMapper.shared().readTree(BILL.toFile());
    for (JsonNode component : bill.get("components")) {
      List<String> licences = new ArrayList<>();
      component.get("licenses").forEach(l -> licences.add(l.at("/license/id").asString()));
      String name = component.get("name").asString();
      artifacts.put(name + "-" + component.get("version").asString(), licences);
    }
    return artifacts;
  }

  /** The files of a jar that tell licences, by name, in one spelling of white space. */
  private static Map<String, String> legalTexts(Path jar) throws IOException {
    Map<String, String> texts = new LinkedHashMap<>();
    try (ZipFile zip = new ZipFile(jar.toFile())) {
      for (ZipEntry entry : zip.stream().toList()) {
        String name = entry.getName();
        if (name.matches("(?i)(META-INF/)?[^/]*(LICEN[CS]E|NOTICE|COPYING)[^/]*")) {
          byte[] bytes = zip.getInputStream(entry).readAllBytes();
          texts.put(
              name, new String(bytes, StandardCharsets.UTF_8).replaceAll("\\s+", " ").strip());
        }
      }
    }
    return texts;
  }

  private static Path archive(String artifact) {
    return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
        .map(Path::of)
        .filter(path -> path.endsWith(artifact + ".jar"))
        .findFirst()
        .orElseThrow(() -> new AssertionError(artifact + ".jar is not on the class path"));
  }

  @Test
  void everyArtifactInItHasItsLicenceInIt() throws IOException {
    Map<String, String> texts = legalTexts(JAR);
    Map<String, List<String>> artifacts = artifacts();

    assertThat(texts.get("META-INF/LICENSE")).contains("Apache License Version 2.0");
    assertThat(texts.get("META-INF/NOTICE")).contains("Permission is hereby granted");
    assertThat(artifacts).hasSizeGreaterThanOrEqualTo(8);
    artifacts.forEach(
        (artifact, licences) -> {
          assertThat(licences)
              .as(artifact)
              .isSubsetOf("Apache-2.0", "BSD-2-Clause", "BSD-3-Clause", "MIT")
              .isNotEmpty();
          assertThat(texts.get("META-INF/NOTICE"))
              .containsPattern("\\b" + artifact.replaceFirst("-[0-9].*$", "") + "\\b");
        });
  }

  @Test
  void noLicenceThatADependencyBringsIsDropped() throws IOException {
    Map<String, String> kept = legalTexts(JAR);
    int compared = 0;
    for (String artifact : artifacts().keySet()) {
      for (Map.Entry<String, String> text : legalTexts(archive(artifact)).entrySet()) {
        assertThat(kept.values())
            .as(text.getKey() + " of " + artifact)
            .anyMatch(one -> one.contains(text.getValue()));
        compared++;
      }
    }
    assertThat(compared).isGreaterThan(8);
  }

  @Test
  void nothingButItsOwnOutputIsPrintedByEitherEngine() throws IOException {
    Path document = Files.writeString(folder.resolve("config.json"), "{\"ociVersion\":\"1.0.0\"}");
    for (String engine : List.of("generated", "json-schema-validator")) {
      JavaProgram.Result result =
          JavaProgram.run(
              List.of(
                  java(),
                  "-jar",
                  JAR.toString(),
                  "validate",
                  "--checks",
                  "schema",
                  "--engine",
                  engine,
                  document.toString()));

      assertThat(result).isEqualTo(new JavaProgram.Result(0, document + ": valid (config)\n", ""));
    }
  }

  @Test
  void warningsOfTheLibraryAreSeenAndThoseOfOthersAreNot() throws Exception {
    Path tests = Path.of(Logging.class.getProtectionDomain().getCodeSource().getLocation().toURI());

    JavaProgram.Result result =
        JavaProgram.run(
            List.of(java(), "-cp", JAR + File.pathSeparator + tests, Logging.class.getName()));

    assertThat(result)
        .isEqualTo(
            new JavaProgram.Result(0, "", "ocispec: warning: can't remove /b: it is in use\n"));
  }

  private static String java() {
    return Path.of(System.getProperty("java.home"), "bin", "java").toString();
  }
}
