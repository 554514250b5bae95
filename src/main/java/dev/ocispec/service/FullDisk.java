package dev.ocispec.service;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Whether the file system that a build wrote to was full when its command failed. */
final class FullDisk {
  /** Less than this is of no use to a build: the last blocks are kept for the file system. */
  private static final long FULL = 64 * 1024;

  private FullDisk() {}

  static Optional<LimitReached> at(Path folder) {
    try {
      return Files.getFileStore(folder).getUsableSpace() >= FULL
          ? Optional.empty()
          : Optional.of(
              new LimitReached(
                  ReasonCode.DISK_FULL,
                  "the file system of the builds folder, which it writes to, was full"));
    } catch (IOException e) {
      return Optional.empty(); // What can't be looked at is no evidence.
    }
  }
}
