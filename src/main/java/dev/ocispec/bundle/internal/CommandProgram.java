package dev.ocispec.bundle.internal;

import static dev.ocispec.bundle.internal.MachineCode.Condition.EQUAL;
import static dev.ocispec.bundle.internal.MachineCode.Condition.NOT_EQUAL;
import static dev.ocispec.bundle.internal.Register.A0;
import static dev.ocispec.bundle.internal.Register.A1;
import static dev.ocispec.bundle.internal.Register.A2;
import static dev.ocispec.bundle.internal.Register.A3;
import static dev.ocispec.bundle.internal.Register.ARGUMENTS;
import static dev.ocispec.bundle.internal.Register.CHANNEL;
import static dev.ocispec.bundle.internal.Register.CHILD;
import static dev.ocispec.bundle.internal.Register.ENVIRONMENT;
import static dev.ocispec.bundle.internal.Register.FRAME;
import static dev.ocispec.bundle.internal.Register.RESULT;
import static dev.ocispec.bundle.internal.Register.T0;
import static dev.ocispec.bundle.internal.Register.T1;

import java.nio.charset.StandardCharsets;

/**
 * The child of the first process until it becomes the command: leads a session of its own, with the
 * terminal if there is one, is limited, and looks for the command along {@code PATH} as {@code
 * execvp} does, but for scripts that name no interpreter.
 */
final class CommandProgram {
  /** The kernel's number for what is not there. */
  static final int NO_SUCH_FILE = 2;

  private static final int TAKE_TERMINAL = 0x540E;
  private static final int PROCESSES = 6;
  private static final int SET_SIGNALS = 2;
  private static final int CURRENT_FOLDER = -100;
  private static final int NO_PERMISSION = 13;
  private static final int NOT_A_FOLDER = 20;
  private static final int STALE = 116;
  private static final String VARIABLE = "PATH=";
  private static final byte[] USUAL_PATH = "/bin:/usr/bin\0".getBytes(StandardCharsets.US_ASCII);

  private final ProgramText code;
  private final Label fail = new Label();
  private final Label search = new Label();

  CommandProgram(ProgramText code) {
    this.code = code;
  }

  void write() {
    prepare();
    direct();
    findVariable();
    search();
    fail();
  }

  private void prepare() {
    Label noTerminal = new Label();
    code.call(SystemCall.SETSID);
    code.load(T0, FRAME, FrameLayout.TERMINAL);
    code.jumpIf(EQUAL, T0, 0, noTerminal);
    code.call(SystemCall.IOCTL, 0, TAKE_TERMINAL, 0);
    code.place(noTerminal);
    limit(code, fail);
    unblock(code);
    code.set(T0, -NO_SUCH_FILE);
    code.store(T0, FRAME, FrameLayout.FAILURE);
  }

  /** Limits the processes of this one's user; goes on at the label when the kernel refuses. */
  static void limit(ProgramText code, Label refused) {
    Label noLimit = new Label();
    code.load(T0, FRAME, FrameLayout.LIMIT);
    code.jumpIf(EQUAL, T0, 0, noLimit);
    code.frame(A2, FrameLayout.LIMIT);
    code.set(A3, 0);
    code.call(SystemCall.PRLIMIT64, 0, PROCESSES);
    code.set(T1, FirstProcessReport.Kind.NOT_PREPARED.number());
    code.jumpIf(NOT_EQUAL, RESULT, 0, refused);
    code.place(noLimit);
  }

  /** Lets signals through that were let through at first. */
  static void unblock(ProgramText code) {
    code.set(A0, SET_SIGNALS);
    code.frame(A1, FrameLayout.BLOCKED);
    code.set(A2, 0);
    code.set(A3, ProgramText.SIGNALS_SIZE);
    code.call(SystemCall.RT_SIGPROCMASK);
  }

  /** A command with a slash is a path, and an empty one is nothing. */
  private void direct() {
    Label next = new Label();
    Label path = new Label();
    Label name = new Label();
    code.load(T0, ARGUMENTS, 0);
    code.loadByte(T1, T0, 0);
    code.jumpIf(NOT_EQUAL, T1, 0, next);
    code.set(RESULT, -NO_SUCH_FILE);
    code.set(T1, FirstProcessReport.Kind.NOT_RUN.number());
    code.jump(fail);
    code.place(next);
    code.loadByte(T1, T0, 0);
    code.jumpIf(EQUAL, T1, 0, name);
    code.jumpIf(EQUAL, T1, '/', path);
    code.add(T0, 1);
    code.jump(next);
    code.place(path);
    code.load(CHILD, ARGUMENTS, 0);
    Label none = new Label();
    execute(none);
    code.place(none);
    code.jump(fail);
    code.place(name);
  }

  /** Runs the program at {@link Register#CHILD}; goes on at the label with why it is not run. */
  private void execute(Label otherwise) {
    code.move(A0, CHILD);
    code.move(A1, ARGUMENTS);
    code.move(A2, ENVIRONMENT);
    code.call(SystemCall.EXECVE);
    code.set(T1, FirstProcessReport.Kind.NOT_RUN.number());
    code.jumpIf(NOT_EQUAL, RESULT, -NO_SUCH_FILE, otherwise);
    // The file that is not there may be the one that was to run this one.
    code.move(A1, CHILD);
    code.set(A0, CURRENT_FOLDER);
    code.set(A2, 0);
    code.call(SystemCall.FACCESSAT);
    Label absent = new Label();
    code.set(T1, FirstProcessReport.Kind.NOT_RUN.number());
    code.jumpIf(NOT_EQUAL, RESULT, 0, absent);
    code.set(T1, FirstProcessReport.Kind.NO_INTERPRETER.number());
    code.place(absent);
    code.set(RESULT, -NO_SUCH_FILE);
    code.jump(otherwise);
  }

  private void findVariable() {
    Label variable = new Label();
    Label next = new Label();
    Label usual = new Label();
    code.place(variable);
    code.load(T0, ENVIRONMENT, 0);
    code.move(CHANNEL, ENVIRONMENT);
    code.jump(next);
    Label other = new Label();
    code.place(other);
    code.add(CHANNEL, 8);
    code.place(next);
    code.load(T0, CHANNEL, 0);
    code.jumpIf(EQUAL, T0, 0, usual);
    for (int i = 0; i < VARIABLE.length(); i++) {
      code.loadByte(T1, T0, i);
      code.jumpIf(NOT_EQUAL, T1, VARIABLE.charAt(i), other);
    }
    code.add(T0, VARIABLE.length());
    code.store(T0, FRAME, FrameLayout.CURSOR);
    code.jump(search);
    code.place(usual);
    code.address(T0, code.text(USUAL_PATH));
    code.store(T0, FRAME, FrameLayout.CURSOR);
  }

  /** Tries the command in each folder; an empty one is the current folder. */
  private void search() {
    Label folder = new Label();
    Label copyFolder = new Label();
    Label folderCopied = new Label();
    Label copyName = new Label();
    Label complete = new Label();
    Label tooLong = new Label();
    Label next = new Label();
    Label exhausted = new Label();
    Label refused = new Label();
    code.place(search);
    code.set(T1, FirstProcessReport.Kind.NOT_RUN.number());
    code.storeInt(T1, FRAME, FrameLayout.REPORT);
    code.frame(T0, FrameLayout.PATH + FrameLayout.PATH_SIZE);
    code.store(T0, FRAME, FrameLayout.PATH_END);
    code.place(folder);
    code.frame(CHILD, FrameLayout.PATH);
    code.load(A1, FRAME, FrameLayout.CURSOR);
    code.load(A2, FRAME, FrameLayout.PATH_END);
    code.move(T0, CHILD);
    code.place(copyFolder);
    code.loadByte(T1, A1, 0);
    code.jumpIf(EQUAL, T1, 0, folderCopied);
    code.jumpIf(EQUAL, T1, ':', folderCopied);
    code.jumpIfSame(T0, A2, tooLong);
    code.storeByte(T1, T0, 0);
    code.add(T0, 1);
    code.add(A1, 1);
    code.jump(copyFolder);
    code.place(folderCopied);
    code.store(A1, FRAME, FrameLayout.CURSOR);
    Label named = new Label();
    code.jumpIfSame(T0, CHILD, named);
    code.jumpIfSame(T0, A2, next);
    code.set(T1, '/');
    code.storeByte(T1, T0, 0);
    code.add(T0, 1);
    code.place(named);
    code.load(A1, ARGUMENTS, 0);
    code.place(copyName);
    code.loadByte(T1, A1, 0);
    code.storeByte(T1, T0, 0);
    code.jumpIf(EQUAL, T1, 0, complete);
    code.jumpIfSame(T0, A2, next);
    code.add(T0, 1);
    code.add(A1, 1);
    code.jump(copyName);
    code.place(complete);
    execute(refused);

    code.place(refused);
    Label remember = new Label();
    code.jumpIf(EQUAL, RESULT, -NO_PERMISSION, remember);
    code.jumpIf(EQUAL, T1, FirstProcessReport.Kind.NO_INTERPRETER.number(), remember);
    code.jumpIf(EQUAL, RESULT, -NO_SUCH_FILE, next);
    code.jumpIf(EQUAL, RESULT, -NOT_A_FOLDER, next);
    code.jumpIf(EQUAL, RESULT, -STALE, next);
    code.jump(fail);
    code.place(remember);
    code.store(RESULT, FRAME, FrameLayout.FAILURE);
    code.storeInt(T1, FRAME, FrameLayout.REPORT);

    code.place(next);
    code.load(A1, FRAME, FrameLayout.CURSOR);
    Label skip = new Label();
    code.place(skip);
    code.loadByte(T1, A1, 0);
    code.jumpIf(EQUAL, T1, 0, exhausted);
    code.add(A1, 1);
    code.store(A1, FRAME, FrameLayout.CURSOR);
    code.jumpIf(EQUAL, T1, ':', folder);
    code.jump(skip);
    code.place(tooLong);
    code.store(A1, FRAME, FrameLayout.CURSOR);
    code.jump(next);
    code.place(exhausted);
    code.load(RESULT, FRAME, FrameLayout.FAILURE);
    code.loadInt(T1, FRAME, FrameLayout.REPORT);
  }

  /** Tells the first process what kind of failure it is, and the kernel's number for it. */
  private void fail() {
    code.place(fail);
    code.storeInt(T1, FRAME, FrameLayout.REPORT);
    code.storeFailure(FrameLayout.REPORT_NUMBER);
    code.loadInt(A0, FRAME, FrameLayout.PIPE + 4);
    code.frame(A1, FrameLayout.REPORT);
    code.set(A2, 8);
    code.call(SystemCall.WRITE);
    code.set(A0, 0);
    code.call(SystemCall.EXIT_GROUP);
  }
}
