package dev.ocispec.service;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ocispec.Eventually;
import dev.ocispec.JavaProgram;
import dev.ocispec.Needs;
import dev.ocispec.host.internal.MountTable;
import dev.ocispec.report.Finding;
import dev.ocispec.request.BuildLimits;
import dev.ocispec.request.BuildRequest;
import dev.ocispec.runtime.TestRuntime;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a build of root may write to its folders, which the kernel holds. */
@Tag("runtime")
class DiskLimitIT extends BuildFixture {
  private final List<Finding> remarks = new ArrayList<>();

  private static BuildRequest limited(String script, UnaryOperator<BuildLimits.Builder> limits) {
    return request(
        script,
        r -> r.constraints(c -> c.provideBinSh(true).limits(limits)).addOutputs("build/out"));
  }

  private BuildListener noting() {
    return new BuildListener() {
      @Override
      public void remark(Finding remark) {
        remarks.add(remark);
      }
    };
  }

  /** The mounts and loop devices of what is in the folder of this test. */
  private List<String> mountsAndDevices() {
    String name = folder.path().getFileName().toString();
    try (Stream<Path> devices = Files.list(Path.of("/sys/block"))) {
      List<String> found = new ArrayList<>();
      MountTable.own().entries().stream()
          .filter(mount -> mount.place().contains(name))
          .forEach(mount -> found.add(mount.place()));
      for (Path device : devices.toList()) {
        Path file = device.resolve("loop/backing_file");
        if (Files.exists(file) && Files.readString(file).contains(name)) {
          found.add(device.toString());
        }
      }
      return found;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void assertNothingIsMounted() {
    assertThat(Eventually.holds(Duration.ofSeconds(5), () -> mountsAndDevices().isEmpty()))
        .as(mountsAndDevices().toString())
        .isTrue();
  }

  @ParameterizedTest
  @EnumSource(names = {"RUNC", "CRUN"})
  void whoWritesMoreThanAllowedFindsTheDiskFull(TestRuntime runtime) throws Exception {
    try (BuildService service = open(o -> o.runtime(runtime(runtime)))) {
      BuildResult result =
          await(
              service.start(
                  limited("head -c 3000000 /dev/zero > a; wc -c a; exit 3", l -> l.disk(2 << 20)),
                  o -> o.listener(noting()).attest(true)));

      assertThat(result.status()).as(result.toJson()).isEqualTo(BuildStatus.FAILED);
      assertThat(result.reasonCode()).as(result.toJson()).contains(ReasonCode.DISK_FULL);
      assertThat(result.reason().orElseThrow())
          .matches(
              "the command exited with code 3: its writable folders were full and held 20[0-9]{5}"
                  + " bytes; the limit is 2097152, set by SandboxLimits.disk \\(--disk\\)");
      assertThat(result.logTail()).containsPattern("2[01]\\d{5} a");
      assertThat(remarks)
          .extracting(Finding::message)
          .contains(
              "the scratch folders are in an image of their own, so that the kernel holds their"
                  + " limits");
    }
    assertNothingIsMounted();
  }

  @Test
  void itIsAlsoToldOfOneThatRemovesWhatItCouldNotWrite() throws Exception {
    BuildResult result =
        build(
            limited(
                "head -c 3000000 /dev/zero > a; sleep 0.3; rm a; exit 1", l -> l.disk(2 << 20)));

    assertThat(result.reasonCode()).as(result.toJson()).contains(ReasonCode.DISK_FULL);
  }

  @Test
  void soIsAFullTemporaryFolder() throws Exception {
    BuildResult result =
        build(
            limited(
                "head -c 9000000 /dev/zero > /tmp/a; sleep 0.3; exit 1",
                l -> l.temporarySpace(8 << 20)));

    assertThat(result.reasonCode()).as(result.toJson()).contains(ReasonCode.DISK_FULL);
    assertThat(result.reason().orElseThrow())
        .isEqualTo(
            "the command exited with code 1: its /tmp had been full and held 8388608 bytes; the"
                + " limit is 8388608, set by SandboxLimits.temporarySpace (--tmp-size)");
  }

  @Test
  void filesAreCountedExactly() throws Exception {
    String script = "mkdir d; for i in 1 2 3 4 5; do (: > d/$i) 2>&- || exit 4; echo $i; done";
    BuildResult result = build(limited(script, l -> l.disk(1 << 20).diskFiles(5)));

    assertThat(result.logTail()).as(result.toJson()).startsWith("1\n2\n3\n4\n");
    assertThat(result.reasonCode()).as(result.toJson()).contains(ReasonCode.DISK_FULL);
    assertThat(result.reason().orElseThrow())
        .isEqualTo(
            "the command exited with code 4: its writable folders were full and held 5 files and"
                + " folders; the limit is 5, set by SandboxLimits.diskFiles (--disk-files)");
  }

  @Test
  void aLimitOfFilesAloneIsWatched() throws Exception {
    BuildResult result =
        build(
            limited(
                "mkdir d; for i in 1 2 3 4 5; do : > d/$i; done; sleep 60", l -> l.diskFiles(5)),
            o -> o.listener(noting()));

    assertThat(result.reasonCode()).as(result.toJson()).contains(ReasonCode.DISK_FULL);
    assertThat(result.reason().orElseThrow())
        .isEqualTo(
            "its writable folders held 6 files and folders, more than the limit of 5 that"
                + " SandboxLimits.diskFiles (--disk-files) sets");
    assertThat(remarks)
        .extracting(Finding::message)
        .contains(
            "the scratch folders are in the folder for builds, where a watcher ends a build that is"
                + " over its limits, perhaps after a moment: a file system of their own takes a"
                + " limit of bytes (disk)");
  }

  @Test
  void whoSucceedsWithTooMuchBeforeAnyoneLooksFails() throws Exception {
    BuildResult result = build(limited(": > out; : > b", l -> l.diskFiles(1)));

    assertThat(result.status()).as(result.toJson()).isEqualTo(BuildStatus.FAILED);
    assertThat(result.reasonCode()).contains(ReasonCode.DISK_FULL);
    assertThat(result.reason().orElseThrow())
        .as("the watcher may come first")
        .matches("(the command exited with code 0, but )?its writable folders held 2 files .*");
  }

  @Test
  void outputsComeOutOfTheImage() throws Exception {
    Path out = folder.path().resolve("out");
    BuildResult result =
        build(
            limited(
                "mkdir out; head -c 2000000 /dev/zero > out/a; ln out/a out/b",
                l -> l.disk(2 << 20)),
            o -> o.outputFolder(out));

    assertThat(result.isSuccess()).as(result.toJson()).isTrue();
    assertThat(out.resolve("build/out/a")).hasSize(2_000_000);
    assertThat(Files.getAttribute(out.resolve("build/out/b"), "unix:nlink")).isEqualTo(2);
    assertNothingIsMounted();
  }

  @Test
  void aKeptBundleHasPlainFolders() throws Exception {
    BuildResult result =
        build(limited("echo kept > out; exit 1", l -> l.disk(1 << 20)), o -> o.keep(true));

    Path bundle = result.folder().orElseThrow();
    try {
      assertNothingIsMounted();
      assertThat(bundle.resolve("scratch.img")).doesNotExist();
      assertThat(bundle.resolve("config.json")).content().doesNotContain("cgroupsPath");
      try (Stream<Path> files = Files.walk(bundle.resolve("scratch"))) {
        assertThat(files.map(file -> file.getFileName().toString()))
            .contains("out")
            .doesNotContain("lost+found", ".reserve");
      }
    } finally {
      dev.ocispec.bundle.Bundle.remove(bundle.getParent(), dev.ocispec.host.HostFacts.detect());
    }
  }

  @Test
  void nothingIsMountedAfterATimeoutOrACancelledBuild() throws Exception {
    BuildRequest sleeping = limited("sleep 60", l -> l.disk(1 << 20));
    assertThat(build(sleeping, o -> o.timeout(Duration.ofMillis(800))).status())
        .isEqualTo(BuildStatus.TIMED_OUT);
    assertNothingIsMounted();
    try (BuildService service = open()) {
      Build build = service.start(sleeping);
      assertThat(Eventually.holds(Duration.ofSeconds(10), () -> !mountsAndDevices().isEmpty()))
          .isTrue();
      build.cancel();
      assertThat(await(build).status()).isEqualTo(BuildStatus.CANCELLED);
    }
    assertNothingIsMounted();
  }

  @Test
  void whatAKilledServiceHasMountedIsUnmountedByTheNext() throws Exception {
    List<String> args = new ArrayList<>(List.of("sandbox", "run", "--runtime", "runc"));
    args.addAll(List.of("--shell", Needs.busybox().toString()));
    args.addAll(List.of("--builds", builds.toString(), "--disk", "1M", "--", "/bin/sh", "-c"));
    args.add("sleep 60");
    Process java =
        new ProcessBuilder(JavaProgram.commandLine(List.of(), "dev.ocispec.cli.Main", args))
            .redirectErrorStream(true)
            .redirectOutput(new File("/dev/null"))
            .start();
    try {
      assertThat(Eventually.holds(Duration.ofSeconds(20), () -> mountsAndDevices().size() == 2))
          .isTrue();
    } finally {
      java.destroyForcibly().waitFor();
    }
    open().close();

    assertNothingIsMounted();
    assertThat(builds).isEmptyDirectory();
  }
}
