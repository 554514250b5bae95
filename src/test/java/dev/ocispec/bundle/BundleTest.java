package dev.ocispec.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ocispec.Needs;
import dev.ocispec.host.HostFacts;
import dev.ocispec.host.IdRange;
import dev.ocispec.host.internal.PathBytes;
import dev.ocispec.json.Json;
import dev.ocispec.request.BuildRequest;
import dev.ocispec.sandbox.Sandbox;
import dev.ocispec.sandbox.SandboxLayout;
import dev.ocispec.sandbox.SandboxPlan;
import dev.ocispec.spec.Spec;
import dev.ocispec.spec.User;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("unit")
class BundleTest {
  @TempDir Path temporary;

  private Path folder;
  private Path input;
  private HostFacts facts;

  @BeforeEach
  void prepare() throws IOException {
    Needs.root();
    Needs.busybox();
    facts = HostFacts.detect();
    folder = temporary.resolve("bundle");
    input = Files.writeString(temporary.resolve("input"), "text");
  }

  private static BuildRequest request(UnaryOperator<BuildRequest.Builder> edit) {
    return edit.apply(
            BuildRequest.builder()
                .commandArgs("/bin/sh", "-c", "true")
                .workingDir("build")
                .scratchPaths("build", "nix/store")
                .inputsDir("nix/store")
                .constraints(c -> c.provideBinSh(true)))
        .build();
  }

  private Bundle create(UnaryOperator<BuildRequest.Builder> edit) {
    return Bundle.create(folder, request(edit), Sandbox.standard(), facts);
  }

  @Test
  void theSpecificationIsTheSandboxsOwn() {
    BuildRequest request = request(r -> r.addInput("src", input));

    Bundle bundle = Bundle.create(folder, request, Sandbox.standard(), facts);

    assertThat(Json.read(folder.resolve("config.json"), Spec.class))
        .isEqualTo(Sandbox.standard().spec(request, facts))
        .isEqualTo(bundle.spec());
  }

  @Test
  void everythingThatIsMountedHasItsPlaceInTheRoot() {
    create(r -> r.addInput("src", input).constraints(c -> c.networkAccess(true)));

    Path root = folder.resolve("root");
    for (String place : List.of("proc", "dev", "sys", "tmp", "build", "nix/store")) {
      assertThat(root.resolve(place)).isEmptyDirectory();
    }
    for (String place : List.of("bin/sh", "etc/resolv.conf")) {
      assertThat(root.resolve(place)).isEmptyFile();
    }
    assertThat(root.resolve("nix/store/src")).doesNotExist();
    assertThat(scratch("nix/store").resolve("src")).isEmptyFile();
  }

  @Test
  void theTemporaryFolderIsOpenToEveryoneAlreadyInTheRoot() throws IOException {
    create(r -> r);

    assertThat(mode(folder.resolve("root/tmp"))).isEqualTo(01777);
  }

  @Test
  void accountsAreThoseOfTheBuild() throws IOException {
    Bundle.create(folder, request(r -> r), Sandbox.standard().buildIds(70_000, 70_001), facts);

    assertThat(Files.readString(folder.resolve("root/etc/passwd")))
        .isEqualTo(
            """
            root:x:0:0:root:/build:/bin/false
            build:x:70000:70001:build:/build:/bin/false
            nobody:x:65534:65534:nobody:/:/bin/false
            """);
    assertThat(Files.readString(folder.resolve("root/etc/group")))
        .isEqualTo("root:x:0:\nbuild:x:70001:\nnogroup:x:65534:\n");
  }

  @Test
  void aHomeThatWouldBreakTheAccountsIsLeftOut() throws IOException {
    create(
        r -> r.workingDir("build/a:b\nevil:x:0:0:::").addScratchPaths("build/a:b\nevil:x:0:0:::"));

    assertThat(Files.readAllLines(folder.resolve("root/etc/passwd")))
        .hasSize(3)
        .allMatch(line -> line.split(":", -1).length == 7);
  }

  @Test
  void anInputIsALinkToItsRealPlace() throws IOException {
    Path link = Files.createSymbolicLink(temporary.resolve("link"), input);

    create(r -> r.addInput("src", link));

    assertThat(Files.readSymbolicLink(folder.resolve("inputs/src"))).isEqualTo(input.toRealPath());
  }

  @Test
  void scratchFoldersAndFilesInThemBelongToTheBuild() throws IOException {
    create(r -> r.addAdditionalFile("build/a/b", "text").addAdditionalFile("nix/store/c", "more"));

    long id = spec().process().orElseThrow().user().orElseThrow().uid().orElseThrow();
    assertThat(id).isGreaterThan(100_000);
    for (Path path :
        List.of(
            scratch("build"),
            scratch("build").resolve("a"),
            scratch("build").resolve("a/b"),
            scratch("nix/store"),
            scratch("nix/store").resolve("c"))) {
      assertThat(uid(path)).as(path.toString()).isEqualTo(id);
    }
    assertThat(scratch("build").resolve("a/b")).hasContent("text");
    assertThat(uid(folder.resolve("scratch"))).isZero();
  }

  @Test
  void withAUserNamespaceTheyBelongToTheMappedId() throws IOException {
    HostFacts lent =
        facts.toBuilder()
            .subordinateUids(List.of(new IdRange(300_000, 1000)))
            .subordinateGids(List.of(new IdRange(300_000, 1000)))
            .build();

    assertThatThrownBy(
            () -> Bundle.create(folder, request(r -> r), Sandbox.standard().rootless(true), lent))
        .as("the test's folder is closed to others")
        .isInstanceOf(BundleAccessException.class)
        .hasMessageContaining("others may not pass through it");
    assertThat(folder).doesNotExist();

    Files.setPosixFilePermissions(temporary, PosixFilePermissions.fromString("rwx--x--x"));
    Bundle.create(folder, request(r -> r), Sandbox.standard().rootless(true), lent);

    assertThat(uid(scratch("build"))).isBetween(300_000L, 300_999L);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder)))
        .as("the container's root gets in by name only")
        .isEqualTo("rwx--x--x");
  }

  @Test
  void whomTheBuildRunsAsIsTakenFromThePlan() throws IOException {
    BuildRequest request = request(r -> r);
    SandboxPlan plan = Sandbox.standard().buildIds(70_000, 70_001).plan(request, facts);
    Spec silent =
        plan.spec().toBuilder().process(p -> p.user(User.builder().uid(1).gid(1).build())).build();

    Bundle.create(folder, request, SandboxPlan.of(silent, plan.identity(), List.of()), facts);

    assertThat(uid(scratch("build"))).isEqualTo(70_000);
    assertThat(Files.readString(folder.resolve("root/etc/passwd"))).contains("build:x:70000:70001");
  }

  @Test
  void whomAnEditedSpecificationRunsAsIsReadFromIt() throws IOException {
    BuildRequest request = request(r -> r);
    Spec edited =
        Sandbox.standard().spec(request, facts).toBuilder()
            .process(p -> p.user(u -> u.uid(70_002).gid(70_003)))
            .build();

    Bundle.create(folder, request, edited, facts);

    assertThat(uid(scratch("build"))).isEqualTo(70_002);
    assertThat(Files.readString(folder.resolve("root/etc/group"))).contains("build:x:70003:");
  }

  @Test
  void aUserThatTheMappingsLeaveOutIsRefused() {
    HostFacts lent =
        facts.toBuilder()
            .subordinateUids(List.of(new IdRange(300_000, 1000)))
            .subordinateGids(List.of(new IdRange(300_000, 1000)))
            .build();
    BuildRequest request = request(r -> r);
    Spec edited =
        Sandbox.standard().rootless(true).spec(request, lent).toBuilder()
            .process(p -> p.user(u -> u.uid(7)))
            .build();

    assertThatThrownBy(() -> Bundle.create(folder, request, edited, lent))
        .isInstanceOf(IdMappingException.class)
        .hasMessageContaining("/process/user/uid");
    assertThat(folder).doesNotExist();
  }

  @Test
  void otherwiseNobodyElseGetsIn() throws IOException {
    create(r -> r);

    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder)))
        .isEqualTo("rwx------");
  }

  @Test
  void anOutputLiesInTheFolderOfTheLongestScratchPath() {
    Bundle bundle = create(r -> r.addScratchPaths("build/sub").addOutputs("build/sub/out"));

    assertThat(bundle.hostPath("build/sub/out"))
        .isEqualTo(folder.resolve(SandboxLayout.scratch("build/sub")).resolve("out"));
    assertThat(bundle.hostPath("build/subway"))
        .isEqualTo(folder.resolve(SandboxLayout.scratch("build")).resolve("subway"));
    assertThat(bundle.hostPath("build")).isEqualTo(scratch("build"));
  }

  @Test
  void outputsOutsideScratchPathsAreAllToldBeforeAnythingIsWritten() {
    assertThatThrownBy(() -> create(r -> r.addOutputs("build/ok", "etc/out", "builder", "tmp/x")))
        .isInstanceOf(OutputPlacementException.class)
        .hasMessageContaining("outputs etc/out, builder, tmp/x")
        .extracting(e -> ((OutputPlacementException) e).paths())
        .isEqualTo(List.of("etc/out", "builder", "tmp/x"));
    assertThat(folder).doesNotExist();
  }

  @Test
  void anOutputInAnInputIsNoneThatTheBuildCanWrite() {
    assertThatThrownBy(
            () -> create(r -> r.addInput("src", temporary).addOutputs("nix/store/src/out")))
        .isInstanceOf(OutputPlacementException.class)
        .hasMessageContaining("that nothing else is mounted on");
    assertThat(folder).doesNotExist();
  }

  @Test
  void anOutputBehindALinkIsNotFound() throws IOException {
    Bundle bundle = create(r -> r.addOutputs("build/link/input", "build/last"));
    Files.createSymbolicLink(scratch("build").resolve("link"), temporary);
    Files.createSymbolicLink(scratch("build").resolve("last"), input);

    assertThat(bundle.find("build/link/input")).isEmpty();
    assertThat(bundle.find("build/last")).contains(scratch("build").resolve("last"));
    assertThat(bundle.find("build/absent")).isEmpty();
    assertThat(bundle.find("build/last/below")).isEmpty();
  }

  @Test
  void anInputThatIsNotThereLeavesNothing() {
    assertThatThrownBy(() -> create(r -> r.addInput("src", temporary.resolve("absent"))))
        .isInstanceOf(InputUnavailableException.class)
        .hasMessageContaining("input src from " + temporary.resolve("absent"));
    assertThat(folder).doesNotExist();
  }

  @Test
  void anInputWithoutSourceIsToldByName() {
    assertThatThrownBy(() -> create(r -> r.addInput("src")))
        .isInstanceOf(InputUnavailableException.class)
        .hasMessage("input src: expected a source, found none");
  }

  @Test
  void aPathOfTheHostThatIsNotThereIsTold() {
    assertThatThrownBy(
            () -> create(r -> r.constraints(c -> c.addAvailableReadOnlyPaths("/no/such/path"))))
        .isInstanceOf(InputUnavailableException.class)
        .hasMessageContaining("/no/such/path");
    assertThat(folder).doesNotExist();
  }

  @Test
  void nothingIsMadeInTheHostsOwnFilesToMountOn() throws IOException {
    Path source = Files.createDirectory(temporary.resolve("source"));

    assertThatThrownBy(
            () -> create(r -> r.addInput("src", source).addScratchPaths("nix/store/src/work")))
        .isInstanceOf(MountPointException.class)
        .hasMessageContaining("nothing can be mounted at /nix/store/src/work");
    assertThat(source).isEmptyDirectory();
    assertThat(folder).doesNotExist();

    Files.createDirectory(source.resolve("work"));
    create(r -> r.addInput("src", source).addScratchPaths("nix/store/src/work"));
  }

  @Test
  void aFolderWithSomethingInItIsNotTaken() throws IOException {
    Files.createDirectory(folder);
    Path mine = Files.createFile(folder.resolve("mine"));

    assertThatThrownBy(() -> create(r -> r))
        .isInstanceOf(BundleExistsException.class)
        .hasMessageContaining("a folder that is not empty");
    assertThat(folder).isDirectoryContaining(path -> path.equals(mine));
  }

  @Test
  void aLinkIsNotTakenForAFolder() throws IOException {
    Path target = Files.createDirectory(temporary.resolve("target"));
    Files.createSymbolicLink(folder, target);

    assertThatThrownBy(() -> create(r -> r))
        .isInstanceOf(BundleExistsException.class)
        .hasMessageContaining("something that is not a folder");
    assertThat(target).isEmptyDirectory();
  }

  @Test
  void anEmptyFolderIsUsedAndEmptyAgainAfterAFailure() throws IOException {
    Files.createDirectory(folder);

    assertThatThrownBy(() -> create(r -> r.addInput("src", temporary.resolve("absent"))))
        .isInstanceOf(InputUnavailableException.class);
    assertThat(folder).isEmptyDirectory();

    create(r -> r);
    assertThat(folder.resolve("config.json")).exists();
  }

  @Test
  void namesOutsideAsciiAreOnDiskAsTheyAre() throws IOException {
    Bundle bundle =
        create(
            r ->
                r.addInput("größe", input)
                    .addAdditionalFile("build/été", "x")
                    .addOutputs("build/été"));

    assertThat(PathBytes.resolve(folder, "inputs/größe")).isSymbolicLink();
    assertThat(bundle.find("build/été")).isPresent();
  }

  @Test
  void removalLeavesNothing() {
    Bundle bundle = create(r -> r.addAdditionalFile("build/a/b", "text"));

    bundle.remove();
    bundle.remove();

    assertThat(folder).doesNotExist();
  }

  private Path scratch(String path) {
    return folder.resolve(SandboxLayout.scratch(path));
  }

  private Spec spec() {
    return Json.read(folder.resolve("config.json"), Spec.class);
  }

  private static long uid(Path path) throws IOException {
    return Integer.toUnsignedLong((Integer) Files.getAttribute(path, "unix:uid"));
  }

  private static int mode(Path path) throws IOException {
    return (Integer) Files.getAttribute(path, "unix:mode") & 07777;
  }
}
