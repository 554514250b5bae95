package dev.ocispec.wall;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ocispec.JavaProgram;
import dev.ocispec.Shared;
import java.io.IOException;
import java.io.InputStream;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleDescriptor.Requires;
import java.lang.module.ModuleFinder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.jar.JarFile;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The command line is in its own jar and in no other. */
@Tag("runtime")
class JarContentsIT {
  private static final Path COMMAND_LINE = Path.of("target/ocispec.jar");

  @Test
  void theLibraryHasNothingOfTheCommandLine() throws IOException {
    assertThat(names(LibraryJar.path()))
        .contains("module-info.class", "dev/ocispec/json/Json.class")
        .noneMatch(name -> name.startsWith("dev/ocispec/cli/"))
        .noneMatch(name -> name.startsWith("dev/ocispec/codegen/"));
    assertThat(module().requires())
        .extracting(Requires::name)
        .contains("tools.jackson.databind")
        .doesNotContain("info.picocli");
  }

  @Test
  void theServicesOfTheModuleAreThoseOfTheJar() throws IOException {
    Map<String, List<String>> ofTheModule =
        module().provides().stream()
            .collect(
                Collectors.toMap(
                    ModuleDescriptor.Provides::service, ModuleDescriptor.Provides::providers));

    assertThat(ofTheModule)
        .containsOnly(
            Map.entry(
                "tools.jackson.databind.JacksonModule", List.of("dev.ocispec.json.OciModule")),
            Map.entry(
                "dev.ocispec.service.BuildEngineProvider",
                List.of("dev.ocispec.remote.RemoteEngineProvider")));
    try (JarFile jar = new JarFile(LibraryJar.path().toFile())) {
      for (Map.Entry<String, List<String>> service : ofTheModule.entrySet()) {
        ZipEntry entry = jar.getEntry("META-INF/services/" + service.getKey());
        assertThat(entry).as(service.getKey()).isNotNull();
        assertThat(new String(jar.getInputStream(entry).readAllBytes(), StandardCharsets.UTF_8))
            .isEqualTo(String.join("\n", service.getValue()) + "\n");
      }
    }
  }

  @Test
  void theSelfContainedJarHasTheCommandLineAndRuns() throws IOException {
    Shared.require(Files.exists(COMMAND_LINE), COMMAND_LINE + " is not built: mvn package");

    assertThat(names(COMMAND_LINE))
        .contains("dev/ocispec/cli/Main.class", "picocli/CommandLine.class")
        .doesNotContain("module-info.class");
    JavaProgram.Result result =
        Jdk.result(
            List.of(
                "java",
                "-jar",
                COMMAND_LINE.toAbsolutePath().toString(),
                "emit",
                "--preset",
                "runc"),
            Path.of(""));
    assertThat(result.err()).isEmpty();
    assertThat(result.code()).isZero();
    assertThat(result.out()).startsWith("{\n").contains("\"ociVersion\"");
  }

  @Test
  void theFixturesAreInTheirOwnJarWithTheNameOfAModule() throws IOException {
    Path fixtures = LibraryJar.packaged("fixtures");

    assertThat(names(LibraryJar.path())).noneMatch(name -> name.startsWith("dev/ocispec/testkit/"));
    assertThat(names(COMMAND_LINE)).noneMatch(name -> name.startsWith("dev/ocispec/testkit/"));
    assertThat(names(fixtures))
        .contains(
            "dev/ocispec/testkit/OciArbitraries.class",
            "dev/ocispec/testkit/ContainerExtension.class",
            "dev/ocispec/testkit/schema/config-schema.json",
            "META-INF/LICENSE",
            "META-INF/NOTICE")
        .filteredOn(name -> name.endsWith(".class"))
        .allMatch(name -> name.startsWith("dev/ocispec/testkit/"));
    assertThat(names(fixtures))
        .noneMatch(name -> name.contains("deviations") || name.endsWith(".tsv"));
    assertThat(ModuleFinder.of(fixtures).findAll())
        .singleElement()
        .satisfies(
            found -> {
              assertThat(found.descriptor().name()).isEqualTo("dev.ocispec.testkit");
              assertThat(found.descriptor().isAutomatic()).isTrue();
              assertThat(found.descriptor().packages()).contains("dev.ocispec.testkit");
            });
  }

  @Test
  void theFixturesHaveSourcesAndDocumentation() throws IOException {
    assertThat(names(LibraryJar.packaged("fixtures-sources")))
        .contains(
            "dev/ocispec/testkit/OciArbitraries.java",
            "dev/ocispec/testkit/schema/config-schema.json",
            "META-INF/LICENSE");
    assertThat(names(LibraryJar.packaged("fixtures-javadoc")))
        .contains(
            "dev/ocispec/testkit/OciArbitraries.html",
            "dev/ocispec/testkit/ContainerExtension.html",
            "dev/ocispec/testkit/TestContainer.html")
        .doesNotContain("dev/ocispec/testkit/Repair.html", "dev/ocispec/testkit/ContainerBox.html");
  }

  private static ModuleDescriptor module() throws IOException {
    try (JarFile jar = new JarFile(LibraryJar.path().toFile());
        InputStream in = jar.getInputStream(jar.getEntry("module-info.class"))) {
      return ModuleDescriptor.read(in);
    }
  }

  private static List<String> names(Path file) throws IOException {
    try (JarFile jar = new JarFile(file.toFile())) {
      return jar.stream().map(ZipEntry::getName).toList();
    }
  }
}
