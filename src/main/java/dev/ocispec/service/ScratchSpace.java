package dev.ocispec.service;

import dev.ocispec.bundle.Bundle;
import dev.ocispec.bundle.BundleAccessException;
import dev.ocispec.host.HostCommandException;
import dev.ocispec.host.HostFacts;
import dev.ocispec.host.internal.LimitedFileSystem;
import dev.ocispec.report.Finding;
import dev.ocispec.report.Level;
import dev.ocispec.sandbox.SandboxLimits;
import dev.ocispec.sandbox.SandboxRule;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;

/**
 * Decides who holds a build to its limits on disk: the kernel, by a file system that the build's
 * scratch folders are alone in, or a watcher.
 */
final class ScratchSpace {
  /** What part of the host's memory scratch folders in memory may take: the first of so many. */
  private static final long PARTS_OF_MEMORY = 8;

  private final Bundle bundle;
  private final SandboxLimits limits;
  private final HostFacts caller;
  private final OptionalLong memory;

  private ScratchSpace(Bundle bundle, SandboxLimits limits, HostFacts caller, OptionalLong memory) {
    this.bundle = bundle;
    this.limits = limits;
    this.caller = caller;
    this.memory = memory;
  }

  /**
   * Moves the scratch folders of a new bundle into a file system of their own, if they are limited
   * and that can be; {@code remarks} hears who holds the limits.
   *
   * @param caller who runs the service
   * @param memory that of the host
   * @return the file system; empty when there is none
   */
  static Optional<ScratchVolume> of(
      Bundle bundle,
      SandboxLimits limits,
      HostFacts caller,
      OptionalLong memory,
      Consumer<Finding> remarks) {
    return DiskWatch.isNeeded(limits)
        ? new ScratchSpace(bundle, limits, caller, memory).make(remarks)
        : Optional.empty();
  }

  private Optional<ScratchVolume> make(Consumer<Finding> remarks) {
    String why;
    Optional<String> hindrance = hindrance();
    if (hindrance.isPresent()) {
      why = hindrance.get();
    } else {
      long bytes = limits.disk().orElseThrow();
      try {
        ScratchVolume made =
            ScratchVolume.make(
                bundle,
                caller,
                (image, place) -> LimitedFileSystem.mountImage(image, place, bytes, files()));
        remarks.accept(
            remark(Level.INFO, "an image of their own, so that the kernel holds their limits"));
        return Optional.of(made);
      } catch (BundleAccessException | HostCommandException e) {
        why = String.valueOf(e.getMessage());
      }
      if (fitsIntoMemory(bytes)) {
        try {
          ScratchVolume made =
              ScratchVolume.make(
                  bundle,
                  caller,
                  (image, place) -> LimitedFileSystem.mountMemory(place, bytes, files()));
          remarks.accept(
              remark(
                  Level.INFO,
                  "memory, so that the kernel holds their limits, and count to the build's memory;"
                      + " an image can't be mounted: "
                      + why));
          return Optional.of(made);
        } catch (BundleAccessException | HostCommandException e) {
          why += "; " + e.getMessage();
        }
      }
    }
    remarks.accept(
        remark(
            Level.SHOULD,
            "the folder for builds, where a watcher ends a build that is over its limits, perhaps"
                + " after a moment: "
                + why));
    return Optional.empty();
  }

  private static Finding remark(Level level, String where) {
    return Finding.of(SandboxRule.LIMITS.id(), level, "", "the scratch folders are in " + where);
  }

  /** Why the scratch folders can't have a file system of their own. */
  private Optional<String> hindrance() {
    if (caller.uid() != 0) {
      return Optional.of("only root can mount a file system of their own");
    }
    if (limits.disk().isEmpty()) {
      return Optional.of("a file system of their own takes a limit of bytes (disk)");
    }
    if (bundle.hasWritableOverlays()) {
      return Optional.of("the request's overlays share their limits");
    }
    return DiskWatch.before(bundle, limits).isPresent()
        ? Optional.of("they hold too much already")
        : Optional.empty();
  }

  private boolean fitsIntoMemory(long bytes) {
    return memory.isPresent()
        && bytes <= memory.getAsLong() / PARTS_OF_MEMORY
        && bytes <= limits.memory().orElse(Long.MAX_VALUE) / 2;
  }

  /** The limit of the build's own files and that of the folders which they are in. */
  private OptionalLong files() {
    return limits.diskFiles().isEmpty()
        ? OptionalLong.empty()
        : OptionalLong.of(
            Math.addExact(limits.diskFiles().getAsLong(), bundle.request().scratchPaths().size()));
  }
}
