package dev.ocispec.wall;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ocispec.JavaProgram;
import dev.ocispec.Shared;
import dev.ocispec.TestFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A user's own program against the library's jar, compiled with all warnings and run. */
@Tag("runtime")
class ConsumerIT {
  private static final Path SOURCES = Path.of("src/test/resources/wall/consumer");
  private static final String STRICT = "-Xlint:all";

  private final TestFolder folder = TestFolder.make();
  private final Path classes = folder.path().resolve("classes");
  private final Path work = folder.path().resolve("work");

  @BeforeEach
  void lay() throws IOException {
    Path bin = Files.createDirectories(work.resolve("bundle/rootfs/bin"));
    Files.createDirectories(work.resolve("bundle/rootfs/proc"));
    Path busybox = Path.of("/bin/busybox");
    if (Files.exists(busybox)) {
      Files.copy(busybox, bin.resolve("sh"));
    }
    Files.writeString(Files.createDirectories(work.resolve("src")).resolve("a"), "a\n");
    Files.writeString(work.resolve("odd.json"), "{\"ociVersion\": \"1.0.2\", \"hostname\": 1}");
  }

  @AfterEach
  void remove() {
    folder.remove();
  }

  @Test
  void aModuleThatRequiresTheLibraryAloneCompilesAndRuns() {
    String modules = LibraryJar.joined(LibraryJar.withDependencies());
    compile(List.of("--module-path", modules), "module-info.java", "Surface.java");

    JavaProgram.Result result =
        run(List.of("--module-path", classes + ":" + modules, "-m", "consumer/consumer.Surface"));

    assertUsed(result);
  }

  @Test
  void aProgramOnTheClassPathCompilesAndRuns() {
    String path = LibraryJar.joined(LibraryJar.withDependencies());
    compile(List.of("-cp", path), "Surface.java");

    assertUsed(run(List.of("-cp", classes + ":" + path, "consumer.Surface")));
  }

  /** A compiler looks at a type's annotations when a member is used. */
  @Test
  void noExportedTypeMakesACompilerWarn() throws IOException {
    StringBuilder uses = new StringBuilder("final class Uses {\n");
    WallTest.exportedTypes()
        .forEach(
            type ->
                uses.append("static int use(")
                    .append(type.getName().replace('$', '.'))
                    .append(type.getTypeParameters().isEmpty() ? "" : "<?>")
                    .append(" value) { return value.hashCode(); }\n"));
    Path source = Files.writeString(folder.path().resolve("Uses.java"), uses.append("}\n"));
    assertThat(uses.toString()).contains("(dev.ocispec.spec.Spec value)");

    String path = LibraryJar.joined(LibraryJar.withDependencies());
    Jdk.run(
        List.of(
            "javac", STRICT, "-Werror", "-d", classes.toString(), "-cp", path, source.toString()));
  }

  @Test
  void aModuleRunsBundlesAndBuilds() {
    Shared.require(isRoot(), "only root runs containers without further setup");
    Shared.require(Files.exists(Path.of("/usr/sbin/runc")) || onPath("runc"), "runc is absent");
    String modules = LibraryJar.joined(LibraryJar.withDependencies());
    compile(List.of("--module-path", modules), "module-info.java", "Surface.java");

    JavaProgram.Result result =
        run(
            List.of("--module-path", classes + ":" + modules, "-m", "consumer/consumer.Surface"),
            "run");

    assertUsed(result);
    assertThat(result.out()).endsWith("ran 0 Optional.empty\nstopped stopped\nbuilt succeeded 1\n");
  }

  /** What docs/dependencies.md says must be on a module path, and nothing less. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "jackson-core",
        "jackson-databind",
        "jackson-annotations",
        "json-schema-validator",
        "commons-codec",
        "slf4j-api"
      })
  void noModuleOfTheListCanBeLeftOut(String artifact) {
    List<Path> some = new ArrayList<>(LibraryJar.withDependencies());
    assertThat(some.removeIf(jar -> jar.getFileName().toString().startsWith(artifact))).isTrue();
    String modules = LibraryJar.joined(some);

    JavaProgram.Result start =
        Jdk.result(
            List.of("java", "--module-path", modules, "--add-modules", "dev.ocispec", "-version"),
            work);

    assertThat(start.err() + start.out()).containsPattern("Module .* not found, required by");
    assertThat(start.code()).isEqualTo(1);
  }

  private void compile(List<String> path, String... files) {
    List<String> command =
        new ArrayList<>(List.of("javac", STRICT, "-Werror", "--release", "17", "-d"));
    command.add(classes.toString());
    command.addAll(path);
    Stream.of(files).forEach(file -> command.add(SOURCES.resolve(file).toString()));
    Jdk.run(command);
  }

  private JavaProgram.Result run(List<String> options, String... args) {
    List<String> command = new ArrayList<>(List.of("java", "-XX:TieredStopAtLevel=1"));
    command.addAll(options);
    command.add(work.toString());
    command.addAll(List.of(args));
    return Jdk.result(command, work);
  }

  private static void assertUsed(JavaProgram.Result result) {
    assertThat(result.code()).as(result.err()).isZero();
    assertThat(result.out())
        .startsWith(
            """
            compact {"ociVersion":"1.0.0","process":{"user":{"uid":0,"gid":0},\
            "args":["sh","-c","echo hi"],"env":["PATH=/bin"],"cwd":"/"},\
            "root":{"path":"rootfs","readonly":true},"hostname":"box",\
            "mounts":[{"destination":"/proc","type":"proc","source":"proc"}],\
            "annotations":{"com.example.key":"value"},\
            "linux":{"resources":{"pids":{"limit":64}},\
            "namespaces":[{"type":"pid"},{"type":"mount"},{"type":"uts"}]}}
            """)
        .contains(
            "again true\nsame true\nedited [PATH=/bin, LANG=C.UTF-8]\nrootless 1\n",
            "values false 18446744073709551615\nvalid true\n",
            "MUST schema-type /hostname: expected a string, found a whole number\nofficial true\n",
            "plain {\"spec\":{\"ociVersion\":\"1.0.0\",\"process\":",
            "found 1.0.2\n",
            "refused this mapper lacks the module that reads dev.ocispec.spec.Spec:"
                + " JsonMapper.builder().addModule(new dev.ocispec.json.OciModule())\n",
            "sandboxed /bin/sh\n");
  }

  private static boolean isRoot() {
    return System.getProperty("user.name").equals("root");
  }

  private static boolean onPath(String program) {
    return Stream.of(System.getenv("PATH").split(":"))
        .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
  }
}
