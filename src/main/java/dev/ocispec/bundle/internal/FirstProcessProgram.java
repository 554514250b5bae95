package dev.ocispec.bundle.internal;

import static dev.ocispec.bundle.internal.MachineCode.Condition.EQUAL;
import static dev.ocispec.bundle.internal.MachineCode.Condition.LESS;
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

import dev.ocispec.sandbox.FirstProcess;

/**
 * The first process of a sandbox: runs a command as its child, passes on to it the signals that
 * come from outside, takes leave of every process that ends, ends with the command, and reports how
 * that ended.
 *
 * <p>{@code init [--processes=N] -- command arguments…}. Where a probe lies beside the program it
 * runs that first, and the command only when the host says so. All signals are blocked all the time
 * and taken one by one: the kernel keeps even those that it would not deliver to a first process.
 * The process can't be traced, nor its descriptors be taken, by the command that runs as the same
 * user.
 */
final class FirstProcessProgram {
  private static final int BLOCK_ALL = 2;
  private static final int DUMPABLE = 4;
  private static final int UNIX = 1;

  /** Never waits for a place in the queue, which only the first connection needs. */
  private static final int STREAM_CLOSED_ON_EXEC = 0x80801;

  private static final int LEAVE_TERMINAL = 0x5422;
  private static final int HANG_UP = 1;
  private static final int CONTINUE = 18;
  private static final int CLOSED_ON_EXEC = 0x80000;
  private static final int CORE_DUMPED = 128;
  private static final int PATIENCE_SECONDS = 5;

  /**
   * A child in the same memory, which its parent waits for until it has ended or become another.
   */
  private static final int BRIEF_CHILD = 0x4100 + ProgramText.CHILD_ENDED;

  private final ProgramText code;
  private final Label watch = new Label();
  private final Label end = new Label();
  private final Label tell = new Label();
  private final Label notRun = new Label();
  private final Label misused = new Label();

  private FirstProcessProgram(MachineCode code) {
    this.code = new ProgramText(code);
  }

  /** The program's file. */
  static byte[] of(MachineCode code) {
    FirstProcessProgram program = new FirstProcessProgram(code);
    program.begin();
    program.openChannel();
    program.leaveTerminal();
    new ProbeProgram(program.code).write();
    program.passNumbers();
    program.run();
    program.watch();
    program.end();
    program.notRun();
    return StaticElf.of(code.machine(), code.finish());
  }

  /** Finds arguments and environment, reads the option, and blocks all signals. */
  private void begin() {
    code.stack(T0);
    code.load(T1, T0, 0);
    code.move(ARGUMENTS, T0);
    code.add(ARGUMENTS, 16);
    for (int doubled = 0; doubled < 3; doubled++) {
      code.add(T1, T1); // The number of arguments becomes the size of their table.
    }
    code.move(ENVIRONMENT, T0);
    code.add(ENVIRONMENT, T1);
    code.add(ENVIRONMENT, 16);
    code.reserve(FrameLayout.SIZE);
    code.stack(FRAME);
    clearFrame();
    code.call(SystemCall.PRCTL, DUMPABLE, 0);
    option();
    code.storeNumber(-1, FrameLayout.ALL);
    code.set(A0, BLOCK_ALL);
    code.frame(A1, FrameLayout.ALL);
    code.frame(A2, FrameLayout.BLOCKED);
    code.set(A3, ProgramText.SIGNALS_SIZE);
    code.call(SystemCall.RT_SIGPROCMASK);
  }

  private void clearFrame() {
    Label next = new Label();
    Label cleared = new Label();
    code.move(A0, FRAME);
    code.frame(A1, FrameLayout.PATH);
    code.set(T0, 0);
    code.place(next);
    code.store(T0, A0, 0);
    code.add(A0, 8);
    code.jumpIfSame(A0, A1, cleared);
    code.jump(next);
    code.place(cleared);
  }

  /** The limit on processes, and what divides the options from the command. */
  private void option() {
    Label digits = new Label();
    Label read = new Label();
    Label divider = new Label();
    code.load(T0, ARGUMENTS, 0);
    code.jumpIf(EQUAL, T0, 0, misused);
    code.loadByte(T1, T0, 2);
    code.jumpIf(NOT_EQUAL, T1, 'p', divider);
    code.add(T0, FirstProcess.LIMIT_OPTION.length());
    code.set(RESULT, 0);
    code.place(digits);
    code.loadByte(T1, T0, 0);
    code.jumpIf(EQUAL, T1, 0, read);
    code.move(A0, RESULT);
    code.add(RESULT, RESULT);
    code.add(RESULT, RESULT);
    code.add(RESULT, A0);
    code.add(RESULT, RESULT); // Ten times as much.
    code.add(RESULT, T1);
    code.add(RESULT, -'0');
    code.add(T0, 1);
    code.jump(digits);
    code.place(read);
    code.store(RESULT, FRAME, FrameLayout.LIMIT);
    code.store(RESULT, FRAME, FrameLayout.LIMIT + 8);
    code.add(ARGUMENTS, 8);
    code.place(divider);
    code.load(T0, ARGUMENTS, 0);
    code.jumpIf(EQUAL, T0, 0, misused);
    code.add(ARGUMENTS, 8);
    code.load(T0, ARGUMENTS, 0);
    code.jumpIf(EQUAL, T0, 0, misused);
  }

  /** Whom the end is reported to: who listens beside the program, if anyone does. */
  private void openChannel() {
    Label without = new Label();
    Label opened = new Label();
    code.set(CHANNEL, -1);
    code.call(SystemCall.SOCKET, UNIX, STREAM_CLOSED_ON_EXEC, 0);
    code.jumpIf(LESS, RESULT, 0, opened);
    code.move(CHANNEL, RESULT);
    byte[] address = FirstProcessFile.channelAddress();
    code.move(A0, CHANNEL);
    code.address(A1, code.text(address));
    code.set(A2, address.length);
    code.call(SystemCall.CONNECT);
    code.jumpIf(NOT_EQUAL, RESULT, 0, without);
    code.jump(opened);
    code.place(without);
    code.move(A0, CHANNEL);
    code.call(SystemCall.CLOSE);
    code.set(CHANNEL, -1);
    code.place(opened);
  }

  /**
   * Gives up the terminal, so that the command can lead the terminal's session. The two signals
   * that come with that mean nothing.
   */
  private void leaveTerminal() {
    Label without = new Label();
    code.call(SystemCall.IOCTL, 0, LEAVE_TERMINAL, 0);
    code.jumpIf(NOT_EQUAL, RESULT, 0, without);
    code.storeNumber(1, FrameLayout.TERMINAL);
    for (int action : new int[] {1, 0}) { // Ignored, which discards them, and then not.
      code.storeNumber(action, FrameLayout.ACTION);
      for (int signal : new int[] {HANG_UP, CONTINUE}) {
        code.set(A0, signal);
        code.frame(A1, FrameLayout.ACTION);
        code.set(A2, 0);
        code.set(A3, ProgramText.SIGNALS_SIZE);
        code.call(SystemCall.RT_SIGACTION);
      }
    }
    code.place(without);
  }

  /**
   * Uses up the numbers before the command's by children that end at once: a runtime's threads have
   * had some already, how many depends on the runtime and on chance. Numbers are given out in
   * order, so that the last child's tells which comes next.
   */
  private void passNumbers() {
    Label next = new Label();
    Label brief = new Label();
    Label passed = new Label();
    code.place(next);
    code.startChild(BRIEF_CHILD, brief, passed); // The command itself will show what is amiss.
    code.move(A0, CHILD);
    code.set(A1, 0);
    code.set(A2, 0);
    code.set(A3, 0);
    code.call(SystemCall.WAIT4);
    code.jumpIf(LESS, CHILD, FirstProcess.COMMAND_NUMBER - 1, next);
    code.jump(passed);
    code.place(brief);
    code.set(A0, 0);
    code.call(SystemCall.EXIT_GROUP);
    code.place(passed);
  }

  private void run() {
    Label child = new Label();
    Label failed = new Label();
    code.frame(A0, FrameLayout.PIPE);
    code.set(A1, CLOSED_ON_EXEC);
    code.call(SystemCall.PIPE2);
    code.jumpIf(NOT_EQUAL, RESULT, 0, failed);
    code.startChild(ProgramText.CHILD_ENDED, child, failed);
    code.loadInt(A0, FRAME, FrameLayout.PIPE + 4);
    code.call(SystemCall.CLOSE);
    code.loadInt(A0, FRAME, FrameLayout.PIPE);
    code.frame(A1, FrameLayout.REPORT);
    code.set(A2, 8);
    code.call(SystemCall.READ);
    code.jumpIf(EQUAL, RESULT, 8, notRun);
    code.loadInt(A0, FRAME, FrameLayout.PIPE);
    code.call(SystemCall.CLOSE);
    code.jump(watch);
    code.place(failed);
    code.storeFailure(FrameLayout.REPORT_NUMBER);
    code.set(T0, FirstProcessReport.Kind.NOT_PREPARED.number());
    code.storeInt(T0, FRAME, FrameLayout.REPORT);
    code.jump(notRun);
    code.place(child);
    new CommandProgram(code).write();
  }

  private void watch() {
    Label reap = new Label();
    Label reaped = new Label();
    Label passOn = new Label();
    Label others = new Label();
    code.place(watch);
    code.frame(A0, FrameLayout.ALL);
    code.frame(A1, FrameLayout.SIGNAL);
    code.set(A2, 0);
    code.set(A3, ProgramText.SIGNALS_SIZE);
    code.call(SystemCall.RT_SIGTIMEDWAIT);
    code.jumpIf(LESS, RESULT, 0, watch);
    code.jumpIf(NOT_EQUAL, RESULT, ProgramText.CHILD_ENDED, passOn);

    // One signal may stand for several processes.
    code.place(reap);
    code.reap();
    code.jumpIf(LESS, RESULT, 1, reaped);
    code.jumpIfSame(RESULT, CHILD, end);
    code.jump(reap);
    code.place(reaped);
    code.set(RESULT, ProgramText.CHILD_ENDED);
    code.loadInt(T0, FRAME, FrameLayout.SIGNAL_CODE);
    code.jumpIf(LESS, T0, 1, others);
    code.jump(watch);

    // A signal of the kernel, of a terminal for instance, or of a process without number in here.
    code.place(passOn);
    code.loadInt(T0, FRAME, FrameLayout.SIGNAL_CODE);
    Label forward = new Label();
    code.jumpIf(LESS, T0, 1, others);
    code.jump(forward);
    code.place(others);
    code.loadInt(T0, FRAME, FrameLayout.SIGNAL_SENDER);
    code.jumpIf(NOT_EQUAL, T0, 0, watch);
    code.place(forward);
    code.move(A0, CHILD);
    code.move(A1, RESULT);
    code.call(SystemCall.KILL);
    code.jump(watch);
  }

  /** Reports how the command ended, and ends likewise. */
  private void end() {
    Label killed = new Label();
    Label clean = new Label();
    Label write = new Label();
    code.place(end);
    code.loadByte(T0, FRAME, FrameLayout.STATUS);
    code.jumpIf(NOT_EQUAL, T0, 0, killed);
    code.loadByte(CHILD, FRAME, FrameLayout.STATUS + 1);
    code.set(T1, FirstProcessReport.Kind.EXITED.number());
    code.storeInt(CHILD, FRAME, FrameLayout.REPORT_NUMBER);
    code.jump(write);
    code.place(killed);
    code.jumpIf(LESS, T0, CORE_DUMPED, clean);
    code.add(T0, -CORE_DUMPED);
    code.place(clean);
    code.storeInt(T0, FRAME, FrameLayout.REPORT_NUMBER);
    code.move(CHILD, T0);
    code.add(CHILD, FirstProcessReport.SIGNAL_BASE);
    code.set(T1, FirstProcessReport.Kind.KILLED.number());
    code.place(write);
    code.storeInt(T1, FRAME, FrameLayout.REPORT);
    code.place(tell);
    code.sendReport(FrameLayout.REPORT, FirstProcessReport.SIZE);
    awaitListener();
    code.move(A0, CHILD);
    code.call(SystemCall.EXIT_GROUP);
  }

  /**
   * Stays until whoever listens has closed the socket, or for some seconds: meanwhile the container
   * and what was counted of it are there to be looked at.
   */
  private void awaitListener() {
    Label nobody = new Label();
    code.jumpIf(EQUAL, CHANNEL, -1, nobody);
    code.awaitChannel(PATIENCE_SECONDS);
    code.place(nobody);
  }

  /** Says on standard error what nobody else is told: that the command was not run. */
  private void notRun() {
    Label said = new Label();
    Label other = new Label();
    code.place(misused);
    code.set(CHANNEL, -1);
    code.place(notRun);
    code.loadInt(T0, FRAME, FrameLayout.REPORT_NUMBER);
    code.jumpIf(NOT_EQUAL, T0, CommandProgram.NO_SUCH_FILE, other);
    code.set(CHILD, FirstProcessReport.NOT_FOUND);
    code.jumpIf(NOT_EQUAL, CHANNEL, -1, tell);
    code.print("ocispec: the command was not found in the sandbox\n");
    code.jump(said);
    code.place(other);
    code.set(CHILD, FirstProcessReport.NOT_EXECUTABLE);
    code.jumpIf(NOT_EQUAL, CHANNEL, -1, tell);
    code.print("ocispec: the command can't be run in the sandbox\n");
    code.place(said);
    code.move(A0, CHILD);
    code.call(SystemCall.EXIT_GROUP);
    code.writeTexts();
  }
}
