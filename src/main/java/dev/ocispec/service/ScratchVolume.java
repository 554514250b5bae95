package dev.ocispec.service;

import dev.ocispec.bundle.Bundle;
import dev.ocispec.bundle.BundleAccessException;
import dev.ocispec.host.HostCommandException;
import dev.ocispec.host.HostFacts;
import dev.ocispec.host.internal.HostCommand;
import dev.ocispec.host.internal.LimitedFileSystem;
import dev.ocispec.sandbox.SandboxLayout;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;

/**
 * A file system that the scratch folders of one build are alone in, mounted where the bundle has
 * them. It is unmounted when the bundle's folder is removed, by whomever.
 */
final class ScratchVolume {
  private static final String OUTGOING = "outgoing";

  private final Bundle bundle;
  private final HostFacts caller;

  /** Mounts a file system, which it may make in an image. */
  interface Mounting {
    void mount(Path image, Path place) throws IOException;
  }

  private ScratchVolume(Bundle bundle, HostFacts caller) {
    this.bundle = bundle;
    this.caller = caller;
  }

  /**
   * Mounts it and moves what is in the scratch folders there. On failure all is as it was.
   *
   * @throws HostCommandException when a program is missing or refuses
   * @throws BundleAccessException when something can't be written
   */
  static ScratchVolume make(Bundle bundle, HostFacts caller, Mounting mounting) {
    ScratchVolume volume = new ScratchVolume(bundle, caller);
    try {
      volume.fill(mounting);
    } catch (IOException e) {
      throw new BundleAccessException("mount a file system at", volume.place(), e);
    }
    return volume;
  }

  private void fill(Mounting mounting) throws IOException {
    Files.move(place(), aside(), StandardCopyOption.ATOMIC_MOVE);
    try {
      makeFolder(place());
      mounting.mount(image(), place());
      copy(aside(), place());
    } catch (IOException | RuntimeException | Error e) {
      try {
        unmount();
        Files.move(aside(), place(), StandardCopyOption.ATOMIC_MOVE);
      } catch (IOException | RuntimeException f) {
        e.addSuppressed(f);
      }
      throw e;
    }
    Bundle.remove(aside(), caller);
  }

  private static void makeFolder(Path folder) throws IOException {
    Files.createDirectory(
        folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx--x--x")));
  }

  /** With owners, modes and the rest, those of the folder itself included. */
  private static void copy(Path from, Path to) {
    HostCommand.run(List.of("cp", "-a", "--", from + "/.", to.toString()));
  }

  private void unmount() throws IOException {
    LimitedFileSystem.unmountIn(bundle.folder());
    Files.deleteIfExists(place());
    Files.deleteIfExists(image());
  }

  /** Where it is mounted. */
  Path place() {
    return bundle.folder().resolve(SandboxLayout.SCRATCH);
  }

  private Path image() {
    return bundle.folder().resolve("scratch.img");
  }

  private Path aside() {
    return bundle.folder().resolve("scratch-aside");
  }

  /** Where outputs can wait while they are moved; makes room for that. */
  Path outgoing() {
    Bundle.remove(place().resolve(LimitedFileSystem.RESERVE), caller);
    return place().resolve(OUTGOING);
  }

  /** Makes the scratch folders plain ones of the bundle again, with all that is in them. */
  void dissolve() {
    try {
      for (String own : List.of(LimitedFileSystem.RESERVE, LimitedFileSystem.RECOVERED)) {
        Bundle.remove(place().resolve(own), caller);
      }
      Files.deleteIfExists(place().resolve(OUTGOING));
      makeFolder(aside());
      copy(place(), aside());
      unmount();
      Files.move(aside(), place(), StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new BundleAccessException("unmount", place(), e);
    }
  }
}
