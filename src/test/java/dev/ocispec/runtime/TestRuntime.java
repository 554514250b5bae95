package dev.ocispec.runtime;

import dev.ocispec.Needs;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/** The runtimes that the contract is checked on. */
public enum TestRuntime {
  /** A shell script of these tests that keeps its state in files and isolates nothing. */
  FAKE,
  /** The installed runc. */
  RUNC,
  /** The installed crun; where cgroups are hybrid, which it refuses, without the unified part. */
  CRUN;

  private static final Path UNIFIED = Path.of("/sys/fs/cgroup/unified");

  /** The runtime, with scripts in {@code folder}; skips the test where it can't be had. */
  public OciRuntime in(Path folder) {
    OciRuntime runtime =
        switch (this) {
          case FAKE -> OciRuntime.of(script(folder, "fake", FakeRuntime.script()));
          case RUNC -> real("runc");
          case CRUN ->
              isHybrid() ? OciRuntime.of(script(folder, "crun", withoutUnified())) : real("crun");
        };
    try {
      return runtime
          .withRoot(folder.resolve("root"))
          .withWorkFolder(Files.createDirectories(folder.resolve("work")));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The program on PATH, or the one that the system property {@code ocispec.NAME} gives. */
  private static OciRuntime real(String name) {
    Needs.root();
    String given = System.getProperty("ocispec." + name);
    if (given != null) {
      return OciRuntime.of(Path.of(given));
    }
    Needs.runtime(name);
    return OciRuntime.find(name);
  }

  private static boolean isHybrid() {
    try {
      return Files.isDirectory(UNIFIED) && Files.getFileStore(UNIFIED).type().equals("cgroup2");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String withoutUnified() {
    return "#!/bin/sh\n"
        + "exec unshare -m sh -c 'umount -l /sys/fs/cgroup/unified; exec \"$@\"' _ "
        + real("crun").executable()
        + " \"$@\"\n";
  }

  /** An executable script. */
  public static Path script(Path folder, String name, String text) {
    try {
      Files.createDirectories(folder);
      Path file = Files.writeString(folder.resolve(name), text);
      return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
