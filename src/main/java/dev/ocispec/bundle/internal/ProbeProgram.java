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

import dev.ocispec.sandbox.FirstProcess;
import java.nio.charset.StandardCharsets;

/**
 * What the first process does before the command where a probe lies beside it: runs the probe as a
 * child that writes to the channel, tells how that ended once nothing of it is left, and waits for
 * the host's verdict. Without channel, and without the one byte that lets the command start, it
 * ends.
 *
 * <p>Signals from outside stay pending meanwhile, and reach the command as if they came a moment
 * later.
 */
final class ProbeProgram {
  private static final int CURRENT_FOLDER = -100;
  private static final int NO_SUCH_FILE = -2;
  private static final int TRY_AGAIN = -11;
  private static final int SET_STATUS_FLAGS = 4;
  private static final int CLOSED_ON_EXEC = 0x80000;
  private static final int OUTPUT = 1;
  private static final int ERROR = 2;

  private final ProgramText code;
  private final Label child = new Label();
  private final Label unreachable = new Label();
  private final Label refused = new Label();
  private final Label leave = new Label();
  private final Label report = new Label();
  private final Label permitted = new Label();

  ProbeProgram(ProgramText code) {
    this.code = code;
  }

  void write() {
    begin();
    awaitProbe();
    report();
    awaitVerdict();
    leave();
    probe();
    code.place(permitted);
  }

  private Label text(String text) {
    return code.text((text + "\0").getBytes(StandardCharsets.US_ASCII));
  }

  private void begin() {
    Label failed = new Label();
    code.set(A0, CURRENT_FOLDER);
    code.address(A1, text(FirstProcess.PROBE));
    code.set(A2, 0);
    code.call(SystemCall.FACCESSAT);
    code.jumpIf(EQUAL, RESULT, NO_SUCH_FILE, permitted);
    code.jumpIf(EQUAL, CHANNEL, -1, unreachable);
    code.move(A0, CHANNEL);
    code.set(A1, SET_STATUS_FLAGS);
    code.set(A2, 0); // The probe waits until what it says is taken.
    code.call(SystemCall.FCNTL);
    code.startChild(ProgramText.CHILD_ENDED, child, failed);
    code.storeNumber(1L << ProgramText.CHILD_ENDED - 1, FrameLayout.CHILD_ENDS);
    code.set(T0, FirstProcessReport.Kind.EXITED.number());
    code.storeInt(T0, FRAME, FrameLayout.REPORT);
    Label begun = new Label();
    code.jump(begun);
    code.place(failed);
    code.storeFailure(FrameLayout.PROBE_STATUS);
    code.set(T0, FirstProcessReport.Kind.NOT_PREPARED.number());
    code.storeInt(T0, FRAME, FrameLayout.REPORT);
    code.jump(report);
    code.place(begun);
  }

  /** Until it and all that it left behind have ended. */
  private void awaitProbe() {
    Label wait = new Label();
    Label reap = new Label();
    code.place(wait);
    code.storeNumber(FirstProcessFile.PROBE_SECONDS, FrameLayout.PATIENCE);
    code.frame(A0, FrameLayout.CHILD_ENDS);
    code.frame(A1, FrameLayout.SIGNAL);
    code.frame(A2, FrameLayout.PATIENCE);
    code.set(A3, ProgramText.SIGNALS_SIZE);
    code.call(SystemCall.RT_SIGTIMEDWAIT);
    code.jumpIf(EQUAL, RESULT, TRY_AGAIN, refused);
    code.place(reap);
    code.reap();
    code.jumpIf(EQUAL, RESULT, 0, wait);
    code.jumpIf(LESS, RESULT, 0, report);
    Label own = new Label();
    code.jumpIfSame(RESULT, CHILD, own);
    code.jump(reap);
    code.place(own);
    code.loadInt(T0, FRAME, FrameLayout.STATUS);
    code.storeInt(T0, FRAME, FrameLayout.PROBE_STATUS);
    code.jump(reap);
  }

  /** Ends what the probe said, and tells how it ended and what was used so far. */
  private void report() {
    code.place(report);
    code.loadInt(T0, FRAME, FrameLayout.PROBE_STATUS);
    code.storeInt(T0, FRAME, FrameLayout.REPORT_NUMBER);
    code.sendReport(FrameLayout.END_OF_PROBE, FirstProcessReport.SIZE + 1);
  }

  private void awaitVerdict() {
    code.awaitChannel(FirstProcessFile.PROBE_SECONDS);
    code.jumpIf(NOT_EQUAL, RESULT, 1, refused);
    code.move(A0, CHANNEL);
    code.frame(A1, FrameLayout.STATUS);
    code.set(A2, 1);
    code.call(SystemCall.READ);
    code.jumpIf(NOT_EQUAL, RESULT, 1, refused);
    code.loadByte(T0, FRAME, FrameLayout.STATUS);
    code.jumpIf(EQUAL, T0, FirstProcessFile.START, permitted);
  }

  private void leave() {
    code.place(refused);
    code.set(CHILD, FirstProcessFile.REFUSED);
    code.jump(leave);
    code.place(unreachable);
    code.set(CHILD, FirstProcessFile.UNREACHABLE);
    code.place(leave);
    code.move(A0, CHILD);
    code.call(SystemCall.EXIT_GROUP);
  }

  /** Copies each file behind its section's name; one that is not there is an empty section. */
  private void showFiles() {
    Label next = new Label();
    Label name = new Label();
    Label named = new Label();
    Label path = new Label();
    Label copy = new Label();
    Label copied = new Label();
    Label shown = new Label();
    code.address(ARGUMENTS, code.text(ProbeFiles.table())); // The probe needs no arguments.
    code.place(next);
    code.loadByte(T0, ARGUMENTS, 0);
    code.jumpIf(EQUAL, T0, 0, shown);
    code.move(A1, ARGUMENTS);
    code.set(A2, 0);
    code.place(name);
    code.loadByte(T0, ARGUMENTS, 0);
    code.add(ARGUMENTS, 1);
    code.jumpIf(EQUAL, T0, 0, named);
    code.add(A2, 1);
    code.jump(name);
    code.place(named);
    code.move(A0, CHANNEL);
    code.call(SystemCall.WRITE);
    code.set(A0, CURRENT_FOLDER);
    code.move(A1, ARGUMENTS);
    code.set(A2, CLOSED_ON_EXEC);
    code.set(A3, 0);
    code.call(SystemCall.OPENAT);
    code.move(CHILD, RESULT);
    code.place(path);
    code.loadByte(T0, ARGUMENTS, 0);
    code.add(ARGUMENTS, 1);
    code.jumpIf(NOT_EQUAL, T0, 0, path);
    code.jumpIf(LESS, CHILD, 0, next);
    code.place(copy);
    code.move(A0, CHILD);
    code.frame(A1, FrameLayout.PATH);
    code.set(A2, FrameLayout.PATH_SIZE);
    code.call(SystemCall.READ);
    code.jumpIf(LESS, RESULT, 1, copied);
    code.move(A0, CHANNEL);
    code.frame(A1, FrameLayout.PATH);
    code.move(A2, RESULT);
    code.call(SystemCall.WRITE);
    code.jump(copy);
    code.place(copied);
    code.move(A0, CHILD);
    code.call(SystemCall.CLOSE);
    code.jump(next);
    code.place(shown);
  }

  /** The child: a session and limits as the command's, and a shell that reads the script. */
  private void probe() {
    Label failed = new Label();
    code.place(child);
    code.call(SystemCall.SETSID);
    CommandProgram.limit(code, failed);
    CommandProgram.unblock(code);
    showFiles();
    for (int stream : new int[] {OUTPUT, ERROR}) {
      code.move(A0, CHANNEL);
      code.set(A1, stream);
      code.set(A2, 0);
      code.call(SystemCall.DUP3);
      code.jumpIf(LESS, RESULT, 0, failed);
    }
    code.address(T0, text("sh")); // A busybox goes by this name.
    code.store(T0, FRAME, FrameLayout.PROBE_ARGUMENTS);
    code.address(T0, text(FirstProcess.PROBE));
    code.store(T0, FRAME, FrameLayout.PROBE_ARGUMENTS + 8);
    code.storeNumber(0, FrameLayout.PROBE_ARGUMENTS + 16);
    for (String shell : new String[] {FirstProcess.PROBE_SHELL, FirstProcess.SHELL}) {
      code.address(A0, text(shell));
      code.frame(A1, FrameLayout.PROBE_ARGUMENTS);
      code.move(A2, ENVIRONMENT);
      code.call(SystemCall.EXECVE);
    }
    code.place(failed);
    code.set(A0, FirstProcessReport.NOT_FOUND);
    code.call(SystemCall.EXIT_GROUP);
  }
}
