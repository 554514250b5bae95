package dev.ocispec.bundle.internal;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A processor's instructions in the groups that the first process uses, and the program's texts.
 */
final class ProgramText {
  /** The size of a set of signals. */
  static final int SIGNALS_SIZE = 8;

  /** The signal that a process gets when a child of it has ended. */
  static final int CHILD_ENDED = 17;

  private static final int STANDARD_ERROR = 2;
  private static final int WITHOUT_WAITING = 1;
  private static final int CHILDREN = -1;
  private static final int READABLE = 1;

  private final MachineCode code;
  private final Map<Label, byte[]> texts = new LinkedHashMap<>();

  ProgramText(MachineCode code) {
    this.code = code;
  }

  void set(Register to, long value) {
    code.set(to, value);
  }

  void move(Register to, Register from) {
    code.move(to, from);
  }

  void add(Register to, int value) {
    code.add(to, value);
  }

  void add(Register to, Register value) {
    code.add(to, value);
  }

  void subtract(Register from, Register value) {
    code.subtract(from, value);
  }

  void load(Register to, Register base, int offset) {
    code.load(to, base, offset);
  }

  void loadInt(Register to, Register base, int offset) {
    code.loadInt(to, base, offset);
  }

  void loadByte(Register to, Register base, int offset) {
    code.loadByte(to, base, offset);
  }

  void store(Register from, Register base, int offset) {
    code.store(from, base, offset);
  }

  void storeInt(Register from, Register base, int offset) {
    code.storeInt(from, base, offset);
  }

  void storeByte(Register from, Register base, int offset) {
    code.storeByte(from, base, offset);
  }

  void stack(Register to) {
    code.stack(to);
  }

  void reserve(int bytes) {
    code.reserve(bytes);
  }

  void address(Register to, Label of) {
    code.address(to, of);
  }

  void jump(Label to) {
    code.jump(to);
  }

  void jumpIf(MachineCode.Condition condition, Register left, int right, Label to) {
    code.jumpIf(condition, left, right, to);
  }

  void jumpIfSame(Register left, Register right, Label to) {
    code.jumpIfSame(left, right, to);
  }

  void place(Label label) {
    code.place(label);
  }

  void call(SystemCall call) {
    code.call(call);
  }

  void call(SystemCall call, long first, long second) {
    code.set(Register.A0, first);
    code.set(Register.A1, second);
    code.call(call);
  }

  void call(SystemCall call, long first, long second, long third) {
    code.set(Register.A2, third);
    call(call, first, second);
  }

  /** The address of a variable. */
  void frame(Register to, int offset) {
    code.move(to, Register.FRAME);
    code.add(to, offset);
  }

  /** Sets a variable of 8 bytes. */
  void storeNumber(long value, int offset) {
    code.set(Register.T0, value);
    code.store(Register.T0, Register.FRAME, offset);
  }

  /** Keeps the kernel's number for what a call did not do as a variable of 4 bytes. */
  void storeFailure(int offset) {
    code.set(Register.T0, 0);
    code.subtract(Register.T0, Register.RESULT);
    code.storeInt(Register.T0, Register.FRAME, offset);
  }

  /** Starts a child, which goes on at a label; so does this process at another where it can't. */
  void startChild(int flags, Label child, Label failed) {
    code.set(Register.A3, 0);
    code.set(Register.A4, 0);
    call(SystemCall.CLONE, flags, 0, 0);
    code.jumpIf(MachineCode.Condition.EQUAL, Register.RESULT, 0, child);
    code.jumpIf(MachineCode.Condition.LESS, Register.RESULT, 0, failed);
    code.move(Register.CHILD, Register.RESULT);
  }

  /** Takes leave of a process that has ended, if there is one, and keeps how it ended. */
  void reap() {
    code.set(Register.A0, CHILDREN);
    frame(Register.A1, FrameLayout.STATUS);
    code.set(Register.A2, WITHOUT_WAITING);
    code.set(Register.A3, 0);
    code.call(SystemCall.WAIT4);
  }

  /** Sends the report, as far as it starts at a variable, with what children used so far. */
  void sendReport(int offset, int size) {
    code.set(Register.A0, CHILDREN);
    frame(Register.A1, FrameLayout.REPORT_USAGE);
    code.call(SystemCall.GETRUSAGE);
    code.move(Register.A0, Register.CHANNEL);
    frame(Register.A1, offset);
    code.set(Register.A2, size);
    code.call(SystemCall.WRITE);
  }

  /** Waits until there is something to read from the channel, or it has ended. */
  void awaitChannel(int seconds) {
    code.storeInt(Register.CHANNEL, Register.FRAME, FrameLayout.AWAITED);
    code.set(Register.T0, READABLE);
    code.storeInt(Register.T0, Register.FRAME, FrameLayout.AWAITED_EVENTS);
    storeNumber(seconds, FrameLayout.PATIENCE);
    storeNumber(0, FrameLayout.PATIENCE + 8); // The kernel leaves there what was not waited.
    frame(Register.A0, FrameLayout.AWAITED);
    code.set(Register.A1, 1);
    frame(Register.A2, FrameLayout.PATIENCE);
    code.set(Register.A3, 0);
    code.set(Register.A4, SIGNALS_SIZE);
    code.call(SystemCall.PPOLL);
  }

  /** Where these bytes are in the program. */
  Label text(byte[] bytes) {
    Label label = new Label();
    texts.put(label, bytes.clone());
    return label;
  }

  void print(String message) {
    byte[] bytes = message.getBytes(StandardCharsets.US_ASCII);
    code.address(Register.A1, text(bytes));
    code.set(Register.A2, bytes.length);
    code.set(Register.A0, STANDARD_ERROR);
    code.call(SystemCall.WRITE);
  }

  /** Ends the program with its texts. */
  void writeTexts() {
    texts.forEach(
        (label, bytes) -> {
          code.place(label);
          code.bytes(bytes);
        });
  }
}
