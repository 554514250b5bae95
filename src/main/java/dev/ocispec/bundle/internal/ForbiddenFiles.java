package dev.ocispec.bundle.internal;

import static dev.ocispec.bundle.internal.MachineCode.Condition.LESS;
import static dev.ocispec.bundle.internal.Register.A0;
import static dev.ocispec.bundle.internal.Register.A1;
import static dev.ocispec.bundle.internal.Register.A2;
import static dev.ocispec.bundle.internal.Register.A3;
import static dev.ocispec.bundle.internal.Register.CHANNEL;
import static dev.ocispec.bundle.internal.Register.RESULT;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * A program that tries to leave in its current folder what no build may leave there. Its exit code
 * says what it could do, the sum of {@link Attempt#code()}; it needs no shell and no library.
 */
public final class ForbiddenFiles {
  /** The exit code when it could not even make a plain file, so that nothing was tried. */
  public static final int UNTRIED = 64;

  private static final int CURRENT_FOLDER = -100;

  /** Made if it is not there, for writing. */
  private static final int FLAGS = 0x41;

  private static final int PLAIN = 0644;
  private static final int SET_USER_ID = 04755;
  private static final int SET_GROUP_ID = 02755;
  private static final int CHARACTER_DEVICE = 020666;

  /** The number of {@code /dev/null}, which is harmless where it can be made. */
  private static final int NULL_DEVICE = 0x103;

  /** What is tried. */
  public enum Attempt {
    /** To give a file the set-user-ID bit. */
    SET_USER_ID("set-user-ID bit"),
    /** To give it the set-group-ID bit. */
    SET_GROUP_ID("set-group-ID bit"),
    /** To make a device node. */
    DEVICE("device node"),
    /** To make a file that has the set-user-ID bit from the beginning. */
    MADE_WITH_SET_USER_ID("file made with a set-user-ID bit");

    private final String title;

    Attempt(String title) {
      this.title = title;
    }

    /** What it adds to the exit code when it was allowed. */
    int code() {
      return 1 << ordinal();
    }

    /** {@return what it is called} */
    public String title() {
      return title;
    }
  }

  private final ProgramText code;

  private ForbiddenFiles(MachineCode code) {
    this.code = new ProgramText(code);
  }

  /**
   * {@return the program's file}
   *
   * @param architecture a processor that there is a first process for
   */
  public static byte[] program(String architecture) {
    MachineCode machine = FirstProcessFile.code(architecture);
    new ForbiddenFiles(machine).write();
    return StaticElf.of(machine.machine(), machine.finish());
  }

  /**
   * {@return what was allowed}
   *
   * @param exitCode the program's exit code, other than {@link #UNTRIED}
   */
  public static Set<Attempt> allowed(int exitCode) {
    List<Attempt> allowed = new ArrayList<>(List.of(Attempt.values()));
    allowed.removeIf(attempt -> (exitCode & attempt.code()) == 0);
    return allowed.isEmpty() ? EnumSet.noneOf(Attempt.class) : EnumSet.copyOf(allowed);
  }

  private void write() {
    Label made = new Label();
    Label untried = new Label();
    code.set(CHANNEL, 0);
    path("plain");
    code.set(A2, FLAGS);
    code.set(A3, PLAIN);
    code.call(SystemCall.OPENAT);
    code.jumpIf(LESS, RESULT, 0, untried);
    code.jump(made);
    code.place(untried);
    code.set(CHANNEL, UNTRIED);
    code.move(A0, CHANNEL);
    code.call(SystemCall.EXIT_GROUP);
    code.place(made);
    path("plain");
    code.set(A2, SET_USER_ID);
    attempt(SystemCall.FCHMODAT, Attempt.SET_USER_ID);
    path("plain");
    code.set(A2, SET_GROUP_ID);
    attempt(SystemCall.FCHMODAT, Attempt.SET_GROUP_ID);
    path("node");
    code.set(A2, CHARACTER_DEVICE);
    code.set(A3, NULL_DEVICE);
    attempt(SystemCall.MKNODAT, Attempt.DEVICE);
    path("made");
    code.set(A2, FLAGS);
    code.set(A3, SET_USER_ID);
    attempt(SystemCall.OPENAT, Attempt.MADE_WITH_SET_USER_ID);
    code.move(A0, CHANNEL);
    code.call(SystemCall.EXIT_GROUP);
    code.writeTexts();
  }

  private void path(String name) {
    code.set(A0, CURRENT_FOLDER);
    code.address(A1, code.text((name + "\0").getBytes(StandardCharsets.US_ASCII)));
  }

  private void attempt(SystemCall call, Attempt attempt) {
    Label refused = new Label();
    code.call(call);
    code.jumpIf(LESS, RESULT, 0, refused);
    code.add(CHANNEL, attempt.code());
    code.place(refused);
  }
}
