package dev.ocispec.bundle.internal;

import dev.ocispec.sandbox.FirstProcess;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** The file of the first process, for each processor that there is one for. */
public final class FirstProcessFile {
  /** For how long a probe, and then the host's verdict, is waited for. */
  static final int PROBE_SECONDS = 120;

  /** The verdict that lets the command start. */
  static final byte START = 'g';

  /** The exit code when the host did not let the command start. */
  static final int REFUSED = 125;

  /** The exit code when there is a probe, and the host can't be reached. */
  public static final int UNREACHABLE = 124;

  private static final int UNIX = 1;

  private FirstProcessFile() {}

  /**
   * {@return the program}
   *
   * @param architecture one of {@link FirstProcess#ARCHITECTURES}
   * @throws IllegalArgumentException when there is none for it
   */
  public static byte[] of(String architecture) {
    return FirstProcessProgram.of(code(architecture));
  }

  /** A program to be made for a processor. */
  static MachineCode code(String architecture) {
    return switch (architecture) {
      case "x86_64" -> new X86Code();
      case "aarch64" -> new Arm64Code();
      default ->
          throw new IllegalArgumentException(
              "expected one of " + FirstProcess.ARCHITECTURES + ", found \"" + architecture + "\"");
    };
  }

  /** Whom it reports to, as the kernel takes the address of a socket. */
  static byte[] channelAddress() {
    ByteArrayOutputStream address = new ByteArrayOutputStream();
    address.write(UNIX);
    address.write(0);
    address.writeBytes(FirstProcess.CHANNEL.getBytes(StandardCharsets.US_ASCII));
    address.write(0);
    return address.toByteArray();
  }
}
