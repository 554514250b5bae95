package dev.ocispec.service;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;

/** The users of the host that have a process. */
final class RunningUsers {
  private static final Path PROCESSES = Path.of("/proc");

  private RunningUsers() {}

  /** As of now; those that the host hides from this user are left out. */
  static Set<Long> now() throws IOException {
    Set<Long> users = new HashSet<>();
    try (DirectoryStream<Path> processes = Files.newDirectoryStream(PROCESSES, "[0-9]*")) {
      for (Path process : processes) {
        try {
          users.add(Integer.toUnsignedLong((Integer) Files.getAttribute(process, "unix:uid")));
        } catch (NoSuchFileException e) {
          continue; // It has ended.
        }
      }
      return users;
    } catch (DirectoryIteratorException e) {
      throw e.getCause();
    }
  }
}
