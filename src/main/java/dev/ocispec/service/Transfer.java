package dev.ocispec.service;

import dev.ocispec.bundle.Bundle;
import dev.ocispec.host.HostFacts;
import dev.ocispec.host.internal.HostCommand;
import java.io.IOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Outputs on the file system on which they are wanted: as they are when they are there already,
 * else copied into a folder of this build beside their places, which is removed in the end. The
 * originals stay where they were in either case.
 *
 * <p>Copies are made by {@code cp -a}, which keeps hard links, holes, times, modes and attributes,
 * and makes named pipes; what it can't copy fails it.
 */
final class Transfer implements AutoCloseable {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final String PREFIX = ".ocispec-";

  private final List<Path> ready;
  private final Optional<Path> copies;
  private final HostFacts caller;

  private Transfer(List<Path> ready, Optional<Path> copies, HostFacts caller) {
    this.ready = List.copyOf(ready);
    this.copies = copies;
    this.caller = caller;
  }

  /**
   * Makes the outputs ready to be renamed into {@code folder}.
   *
   * @param outgoing a folder on the outputs' file system that can be made
   */
  static Transfer of(List<Path> outputs, Path outgoing, Path folder, HostFacts caller)
      throws IOException {
    Path beside = folder.resolve(PREFIX + Long.toUnsignedString(RANDOM.nextLong(), 36));
    Files.createDirectory(outgoing);
    if (isSameFileSystem(outgoing, beside)) {
      return new Transfer(outputs, Optional.empty(), caller);
    }
    Files.createDirectory(
        beside, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    List<Path> copied = new ArrayList<>();
    for (int i = 0; i < outputs.size(); i++) {
      copied.add(beside.resolve(Integer.toString(i)));
    }
    Transfer transfer = new Transfer(copied, Optional.of(beside), caller);
    try {
      copy(outputs, outgoing, beside);
      return transfer;
    } catch (IOException | RuntimeException | Error e) {
      transfer.close(e);
      throw e;
    }
  }

  /** What is to be renamed, in the order of the outputs. */
  List<Path> ready() {
    return ready;
  }

  @Override
  public void close() {
    copies.ifPresent(folder -> Bundle.remove(folder, caller));
  }

  private void close(Throwable cause) {
    try {
      close();
    } catch (RuntimeException e) {
      cause.addSuppressed(e);
    }
  }

  /** Only renaming tells: mounts of one file system are told apart by it too. */
  private static boolean isSameFileSystem(Path folder, Path elsewhere) throws IOException {
    try {
      Files.move(folder, elsewhere, StandardCopyOption.ATOMIC_MOVE);
    } catch (AtomicMoveNotSupportedException e) {
      return false;
    }
    Files.move(elsewhere, folder, StandardCopyOption.ATOMIC_MOVE);
    return true;
  }

  /**
   * Copies all in one go, so that files that are one stay one. They are brought together under
   * numbers first, because names need not be different, nor such as can be told to a program.
   */
  private static void copy(List<Path> outputs, Path outgoing, Path beside) throws IOException {
    List<Path> gathered = new ArrayList<>();
    try {
      for (Path output : outputs) {
        Path number = outgoing.resolve(Integer.toString(gathered.size()));
        TreeRename.rename(output, number);
        gathered.add(number);
      }
      HostCommand.run(List.of("cp", "-a", "--", outgoing + "/.", beside.toString()));
    } finally {
      for (int i = gathered.size() - 1; i >= 0; i--) {
        TreeRename.rename(gathered.get(i), outputs.get(i));
      }
    }
  }
}
