package dev.ocispec.cli;

import dev.ocispec.json.DocumentAccessException;
import dev.ocispec.report.Finding;
import dev.ocispec.service.BuildListener;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** Writes what a build's command prints to two files, and passes it on. */
final class LogFiles implements BuildListener {
  private final Path folder;
  private final BuildListener next;
  private final OutputStream stdout;
  private final OutputStream stderr;

  private LogFiles(Path folder, BuildListener next, OutputStream stdout, OutputStream stderr) {
    this.folder = folder;
    this.next = next;
    this.stdout = stdout;
    this.stderr = stderr;
  }

  /** Makes both files, in a folder that is made if it is not there. */
  static LogFiles in(Path folder, BuildListener next) {
    try {
      Files.createDirectories(folder);
      return new LogFiles(
          folder,
          next,
          Files.newOutputStream(folder.resolve("stdout")),
          Files.newOutputStream(folder.resolve("stderr")));
    } catch (IOException e) {
      throw new DocumentAccessException("write the log to", folder, e);
    }
  }

  @Override
  public void remark(Finding remark) {
    next.remark(remark);
  }

  @Override
  public void stdout(byte[] bytes) {
    write(stdout, bytes);
    next.stdout(bytes);
  }

  @Override
  public void stderr(byte[] bytes) {
    write(stderr, bytes);
    next.stderr(bytes);
  }

  @Override
  public void outputEnded() {
    next.outputEnded();
    try (stdout;
        stderr) {
      stdout.flush();
    } catch (IOException e) {
      throw new DocumentAccessException("write the log to", folder, e);
    }
  }

  private void write(OutputStream file, byte[] bytes) {
    try {
      file.write(bytes);
    } catch (IOException e) {
      throw new DocumentAccessException("write the log to", folder, e);
    }
  }
}
