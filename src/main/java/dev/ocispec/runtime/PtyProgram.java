package dev.ocispec.runtime;

import dev.ocispec.host.HostCommandException;
import dev.ocispec.host.internal.HostCommand;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** A program on a pseudo-terminal: pty4j's process, with the handle that pty4j leaves out. */
final class PtyProgram extends Process {
  private static final List<String> KEYS =
      List.of(
          "-echo", "-icanon", "-isig", "-iexten", "-icrnl", "-inlcr", "-igncr", "-istrip", "-ixon",
          "-brkint", "-inpck");

  private final Process process;
  private final Optional<ProcessHandle> handle;

  private PtyProgram(Process process) {
    this.process = process;
    this.handle = ProcessHandle.of(process.pid());
  }

  static PtyProgram start(ProcessBuilder builder, int columns, int rows, CallReport call)
      throws IOException {
    PtyProgram program = new PtyProgram(Pty4j.start(builder, columns, rows, call));
    program.setRaw();
    return program;
  }

  /**
   * Has this end pass on every key as it is, since the container has a terminal of its own. The
   * runtime does the same a moment later. What becomes of line feeds is left to the runtime: runc
   * takes that from the container's terminal and leaves it to this one.
   */
  private void setRaw() {
    try {
      List<String> command = new ArrayList<>(List.of("stty", "-F", Pty4j.device(process)));
      command.addAll(KEYS);
      HostCommand.run(command);
    } catch (HostCommandException e) {
      if (process.isAlive()) {
        process.destroyForcibly();
        throw e;
      }
      // It has ended, and its terminal with it.
    }
  }

  void resize(int columns, int rows) {
    Pty4j.resize(process, columns, rows);
  }

  @Override
  public InputStream getInputStream() {
    return process.getInputStream();
  }

  @Override
  public OutputStream getOutputStream() {
    return process.getOutputStream();
  }

  @Override
  public InputStream getErrorStream() {
    return InputStream.nullInputStream();
  }

  @Override
  public int waitFor() throws InterruptedException {
    return process.waitFor();
  }

  @Override
  public boolean waitFor(long timeout, TimeUnit unit) throws InterruptedException {
    return process.waitFor(timeout, unit);
  }

  @Override
  public int exitValue() {
    return process.exitValue();
  }

  @Override
  public void destroy() {
    process.destroy();
  }

  @Override
  public Process destroyForcibly() {
    process.destroyForcibly();
    return this;
  }

  @Override
  public long pid() {
    return process.pid();
  }

  @Override
  public ProcessHandle toHandle() {
    return handle.orElseThrow(
        () -> new UnsupportedOperationException("the process has ended already"));
  }
}
