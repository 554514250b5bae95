package dev.ocispec.runtime;

import com.pty4j.PtyProcess;
import com.pty4j.PtyProcessBuilder;
import com.pty4j.WinSize;
import com.pty4j.unix.UnixPtyProcess;
import dev.ocispec.host.HostCommandException;
import dev.ocispec.host.internal.HostCommand;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * A program on a pseudo-terminal that pty4j made; the only class that needs it. A Process, but with
 * the handle that pty4j leaves out.
 */
final class PtyProgram extends Process {
  private final PtyProcess process;
  private final Optional<ProcessHandle> handle;

  private PtyProgram(PtyProcess process) {
    this.process = process;
    this.handle = ProcessHandle.of(process.pid());
  }

  /**
   * Looks whether pty4j is there, before anything is made.
   *
   * @throws PseudoTerminalMissingException when it is not
   */
  static void require(CallReport call) {
    try {
      Class.forName("com.pty4j.PtyProcessBuilder", false, PtyProgram.class.getClassLoader());
    } catch (ClassNotFoundException | LinkageError e) {
      throw new PseudoTerminalMissingException(call, e);
    }
  }

  static PtyProgram start(ProcessBuilder builder, int columns, int rows, CallReport call)
      throws IOException {
    try {
      PtyProgram program =
          new PtyProgram(
          new PtyProcessBuilder(builder.command().toArray(String[]::new))
              .setEnvironment(builder.environment())
              .setConsole(false)
              .setInitialColumns(columns)
              .setInitialRows(rows)
              .setUnixOpenTtyToPreserveOutputAfterTermination(true)
              .start());
      program.setRaw();
      return program;
    } catch (LinkageError e) {
      throw new PseudoTerminalMissingException(call, e); // One of the jars that pty4j needs.
    }
  }

  /**
   * Has this end pass on every byte as it is, since the container has a terminal of its own. The
   * runtime does much the same a moment later, but leaves the ends of lines to be changed.
   */
  private void setRaw() {
    if (process instanceof UnixPtyProcess unix) {
      try {
        HostCommand.run(
            List.of("stty", "-F", unix.getPty().getSlaveName(), "raw", "-echo", "-onlcr"));
      } catch (HostCommandException e) {
        if (process.isAlive()) {
          process.destroyForcibly();
          throw e;
        }
        // It has ended, and its terminal with it.
      }
    }
  }

  void resize(int columns, int rows) {
    process.setWinSize(new WinSize(columns, rows));
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
