package dev.ocispec.runtime;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;
import java.util.Set;

/**
 * Calls of the C library that Java has no counterpart for, through JNA, which comes with pty4j. By
 * their names, as those of {@link Pty4j} and for the same reason. The numbers and layouts of its
 * users are those of Linux on the machines that {@link #load} accepts.
 */
final class LibC {
  static final int EIO = 5;
  static final int EAGAIN = 11;

  private static final int EINTR = 4;
  private static final Set<String> MACHINES = Set.of("amd64", "aarch64");

  private final Object library;
  private final Method function;
  private final Method invoke;
  private final Method lastError;
  private final Method pointer;
  private final Method address;

  private LibC() throws ReflectiveOperationException {
    Class<?> libraries = type("NativeLibrary");
    Class<?> pointers = type("Pointer");
    Class<?> natives = type("Native");
    library = libraries.getMethod("getProcess").invoke(null);
    function = libraries.getMethod("getFunction", String.class);
    invoke = type("Function").getMethod("invokeInt", Object[].class);
    lastError = natives.getMethod("getLastError");
    pointer = natives.getMethod("getDirectBufferPointer", java.nio.Buffer.class);
    address = pointers.getMethod("nativeValue", pointers);
    function.invoke(library, "recvmsg");
  }

  /**
   * Looks whether it can be called, before anything is made.
   *
   * @throws TerminalUnsupportedException on a system whose numbers and layouts are not known
   * @throws PseudoTerminalMissingException when JNA is not there, or can't load its native part
   */
  static LibC load(CallReport call) {
    requireKnown(System.getProperty("os.name"), System.getProperty("os.arch"), call);
    try {
      return new LibC();
    } catch (InvocationTargetException e) {
      throw new PseudoTerminalMissingException(call, Optional.ofNullable(e.getCause()).orElse(e));
    } catch (ReflectiveOperationException | LinkageError e) {
      throw new PseudoTerminalMissingException(call, e);
    }
  }

  static void requireKnown(String system, String machine, CallReport call) {
    if (!system.equals("Linux") || !MACHINES.contains(machine)) {
      throw TerminalUnsupportedException.onThisMachine(system + " " + machine, call);
    }
  }

  /**
   * Calls a function that returns an {@code int}, or a size that is below 2 GiB; again when a
   * signal came in between.
   *
   * @param arguments of {@code int}, {@code long} for sizes and addresses, or direct buffers
   * @return what it returned, or {@code errno} as a negative number when that was -1
   */
  int call(String name, Object... arguments) {
    try {
      Object target = function.invoke(library, name);
      while (true) {
        int result = (int) invoke.invoke(target, (Object) arguments);
        if (result != -1) {
          return result;
        }
        int error = (int) lastError.invoke(null);
        if (error != EINTR) {
          return -error;
        }
      }
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("this release of JNA can't call " + name, e);
    }
  }

  /** The same, for a call that is expected to succeed. */
  int require(String name, Object... arguments) throws IOException {
    int result = call(name, arguments);
    if (result < 0) {
      throw new IOException(name + " failed with error " + -result + " of Linux");
    }
    return result;
  }

  /** Closes a descriptor, whatever comes of it: Linux closes it in any case. */
  void close(int descriptor) {
    call("close", descriptor);
  }

  /** Memory that keeps its address, all zero, for the numbers of this machine. */
  static ByteBuffer memory(int bytes) {
    return ByteBuffer.allocateDirect(bytes).order(ByteOrder.nativeOrder());
  }

  /** The address of {@link #memory}, which must be kept reachable while it is used. */
  long address(ByteBuffer memory) {
    try {
      return (long) address.invoke(null, pointer.invoke(null, memory));
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("this release of JNA doesn't tell addresses", e);
    }
  }

  private static Class<?> type(String name) throws ClassNotFoundException {
    return Class.forName("com.sun.jna." + name, true, LibC.class.getClassLoader());
  }
}
