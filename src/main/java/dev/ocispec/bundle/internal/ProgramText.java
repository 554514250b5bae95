package dev.ocispec.bundle.internal;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A processor's instructions in the groups that the first process uses, and the program's texts.
 */
final class ProgramText {
  private static final int STANDARD_ERROR = 2;

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
