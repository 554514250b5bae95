package dev.ocispec.runtime;

import dev.ocispec.host.HostCommandException;
import dev.ocispec.host.internal.HostCommand;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Stream;

/**
 * The temporary folder of one call: log, pid file, documents given by file. Closing removes it. Its
 * name begins with {@code ocispec-call-} and this process' number, so that what a killed process
 * left can be told.
 */
final class CallFolder implements AutoCloseable {
  private static final long LOG_LIMIT = 1 << 20;
  private static final int ATTEMPTS = 100;
  private static final String PREFIX = "ocispec-call-";
  private static final FileAttribute<Set<PosixFilePermission>> OWN =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));

  private final Path folder;
  private final CallReport call;

  private CallFolder(Path folder, CallReport call) {
    this.folder = folder;
    this.call = call;
  }

  static CallFolder in(Path parent, CallReport call) {
    for (int attempt = 1; ; attempt++) {
      // Not a secret: a name that is taken already is refused, and a folder is its owner's alone.
      long number = ThreadLocalRandom.current().nextLong();
      String name = PREFIX + ProcessHandle.current().pid() + "-" + Long.toUnsignedString(number);
      try {
        return new CallFolder(Files.createDirectory(parent.resolve(name), OWN), call);
      } catch (FileAlreadyExistsException e) {
        if (attempt == ATTEMPTS) {
          throw new WorkFolderException("cannot create a folder in " + parent, call, e);
        }
      } catch (IOException e) {
        throw new WorkFolderException("cannot create a folder in " + parent, call, e);
      }
    }
  }

  Path path() {
    return folder;
  }

  Path file(String name) {
    return folder.resolve(name);
  }

  Path write(String name, byte[] content) {
    try {
      return Files.write(file(name), content);
    } catch (IOException e) {
      throw new WorkFolderException("cannot write the file " + file(name), call, e);
    }
  }

  /** Makes named pipes, for which Java needs a program; the folder is removed when that fails. */
  void makePipes(Path... pipes) {
    List<String> line = new ArrayList<>(List.of("mkfifo", "-m", "600"));
    Stream.of(pipes).map(Path::toString).forEach(line::add);
    try {
      HostCommand.run(line);
    } catch (HostCommandException e) {
      close();
      throw new WorkFolderException("cannot create named pipes in " + folder, call, e);
    }
  }

  Path logFile() {
    return file("log");
  }

  Path pidFile() {
    return file("pid");
  }

  /** Whether the runtime wrote the pid file, which it does once the process is there. */
  boolean hasPid() {
    return Files.isRegularFile(pidFile());
  }

  /** The number of the container's process; empty before it is there, and when this is removed. */
  OptionalLong pid() {
    try {
      return OptionalLong.of(Long.parseLong(Files.readString(pidFile()).strip()));
    } catch (IOException | NumberFormatException e) {
      return OptionalLong.empty(); // Not written yet, or not in full.
    }
  }

  /** The messages of the log, or of its last MiB. */
  List<LogMessage> log() {
    if (!Files.isRegularFile(logFile())) {
      return List.of();
    }
    try (RandomAccessFile file = new RandomAccessFile(logFile().toFile(), "r")) {
      long size = file.length();
      byte[] bytes = new byte[(int) Math.min(size, LOG_LIMIT)];
      file.seek(size - bytes.length);
      file.readFully(bytes);
      return LogReader.read(new String(bytes, StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new WorkFolderException("cannot read the log " + logFile(), call, e);
    }
  }

  @Override
  public void close() {
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        Files.deleteIfExists(file);
      }
      Files.deleteIfExists(folder);
    } catch (NoSuchFileException e) {
      // Gone with the folder around it, which its owner may remove while the Java process ends.
    } catch (IOException e) {
      throw new WorkFolderException("cannot remove " + folder, call, e);
    }
  }
}
