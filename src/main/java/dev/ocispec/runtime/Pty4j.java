package dev.ocispec.runtime;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.util.Map;
import java.util.Optional;

/**
 * The few calls of pty4j that are needed, by their names: it is no module with a name of its own
 * and may be on the class path or on the module path, or on neither.
 */
final class Pty4j {
  private Pty4j() {}

  /**
   * Looks whether it is there, before anything is made.
   *
   * @throws PseudoTerminalMissingException when it is not
   */
  static void require(CallReport call) {
    try {
      type("PtyProcessBuilder");
    } catch (ReflectiveOperationException | LinkageError e) {
      throw new PseudoTerminalMissingException(call, e);
    }
  }

  /** Starts a program on a new terminal. */
  static Process start(ProcessBuilder program, int columns, int rows, CallReport call)
      throws IOException {
    try {
      Class<?> type = type("PtyProcessBuilder");
      Object command = program.command().toArray(String[]::new);
      Object builder = type.getConstructor(String[].class).newInstance(command);
      type.getMethod("setEnvironment", Map.class).invoke(builder, program.environment());
      type.getMethod("setInitialColumns", Integer.class).invoke(builder, columns);
      type.getMethod("setInitialRows", Integer.class).invoke(builder, rows);
      // What the program wrote last can then be read when it has ended.
      type.getMethod("setUnixOpenTtyToPreserveOutputAfterTermination", boolean.class)
          .invoke(builder, true);
      return (Process) type.getMethod("start").invoke(builder);
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof IOException cause) {
        throw cause;
      }
      throw new PseudoTerminalMissingException(call, Optional.ofNullable(e.getCause()).orElse(e));
    } catch (ReflectiveOperationException | LinkageError e) {
      throw new PseudoTerminalMissingException(call, e);
    }
  }

  /** Sets the size, for as long as there is a program that it could matter to. */
  static void resize(Process process, int columns, int rows) {
    try {
      Class<?> size = type("WinSize");
      type("PtyProcess")
          .getMethod("setWinSize", size)
          .invoke(process, size.getConstructor(int.class, int.class).newInstance(columns, rows));
    } catch (ReflectiveOperationException e) {
      if (process.isAlive()) {
        throw new IllegalStateException("pty4j can't change the terminal's size", e);
      }
      // The program has ended meanwhile, and its terminal with it.
    }
  }

  /** The path of the terminal that the program is on. */
  static String device(Process process) {
    try {
      Object pty = process.getClass().getMethod("getPty").invoke(process);
      return (String) pty.getClass().getMethod("getSlaveName").invoke(pty);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("this release of pty4j doesn't tell its terminals", e);
    }
  }

  private static Class<?> type(String name) throws ClassNotFoundException {
    return Class.forName("com.pty4j." + name, true, Pty4j.class.getClassLoader());
  }
}
