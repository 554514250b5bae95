package dev.ocispec.service;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ocispec.Needs;
import dev.ocispec.bundle.internal.ForbiddenFiles;
import dev.ocispec.bundle.internal.ForbiddenFiles.Attempt;
import dev.ocispec.sandbox.FirstProcess;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The program that tries what a build may not do can do it where there is no sandbox. */
@Tag("runtime")
class ForbiddenFilesIT {
  @TempDir private Path folder;

  private int run(Path where) throws Exception {
    String processor = System.getProperty("os.arch").equals("amd64") ? "x86_64" : "aarch64";
    Assumptions.assumeTrue(FirstProcess.ARCHITECTURES.contains(processor));
    Path program = Files.write(folder.resolve("program"), ForbiddenFiles.program(processor));
    Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
    return new ProcessBuilder(program.toString()).directory(where.toFile()).start().waitFor();
  }

  @Test
  void withoutASandboxRootCanDoIt() throws Exception {
    Needs.root();
    int code = run(folder);

    assertThat(ForbiddenFiles.allowed(code))
        .contains(Attempt.SET_USER_ID, Attempt.SET_GROUP_ID, Attempt.MADE_WITH_SET_USER_ID);
    assertThat((int) Files.getAttribute(folder.resolve("plain"), "unix:mode") & 07777)
        .isEqualTo(02755);
    assertThat((int) Files.getAttribute(folder.resolve("made"), "unix:mode") & 04000)
        .isEqualTo(04000);
    assertThat(Files.exists(folder.resolve("node")))
        .isEqualTo(ForbiddenFiles.allowed(code).contains(Attempt.DEVICE));
  }

  @Test
  void whereNoFileCanBeMadeNothingIsTried() throws Exception {
    assertThat(run(Path.of("/proc"))).isEqualTo(ForbiddenFiles.UNTRIED);
  }

  @Test
  void noneIsAllowedByZero() {
    assertThat(ForbiddenFiles.allowed(0)).isEqualTo(Set.of());
    assertThat(ForbiddenFiles.allowed(5)).containsExactly(Attempt.SET_USER_ID, Attempt.DEVICE);
  }
}
