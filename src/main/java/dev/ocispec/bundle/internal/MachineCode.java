package dev.ocispec.bundle.internal;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/**
 * A program in the making, for a little-endian 64-bit processor: the few instructions that a first
 * process takes, with registers that each processor has.
 */
abstract class MachineCode {
  /** An instruction that is finished once its label is known. */
  private record Reference(int at, Label label, Patch patch) {}

  /** Puts the distance from an instruction to its label into the instruction. */
  interface Patch {
    void apply(ByteBuffer code, int at, int distance);
  }

  /** When a branch is taken. */
  enum Condition {
    EQUAL,
    NOT_EQUAL,
    LESS
  }

  private final ByteArrayOutputStream code = new ByteArrayOutputStream();
  private final List<Reference> references = new ArrayList<>();

  /** The machine's number in the header of a program. */
  abstract int machine();

  abstract void set(Register to, long value);

  abstract void move(Register to, Register from);

  abstract void add(Register to, int value);

  abstract void add(Register to, Register value);

  abstract void subtract(Register from, Register value);

  /** Reads 8 bytes. */
  abstract void load(Register to, Register base, int offset);

  /** Reads 4 bytes with their sign. */
  abstract void loadInt(Register to, Register base, int offset);

  /** Reads a byte without sign. */
  abstract void loadByte(Register to, Register base, int offset);

  /** Writes 8 bytes. */
  abstract void store(Register from, Register base, int offset);

  /** Writes 4 bytes. */
  abstract void storeInt(Register from, Register base, int offset);

  /** Writes a byte. */
  abstract void storeByte(Register from, Register base, int offset);

  /** The address of the stack's top. */
  abstract void stack(Register to);

  /** Takes bytes of the stack, a multiple of 4096. */
  abstract void reserve(int bytes);

  /** The address of a place in the program. */
  abstract void address(Register to, Label of);

  abstract void jump(Label to);

  /** Compares with sign. */
  abstract void jumpIf(Condition condition, Register left, int right, Label to);

  abstract void jumpIfSame(Register left, Register right, Label to);

  abstract void call(SystemCall call);

  final void place(Label label) {
    label.place(code.size());
  }

  final void bytes(byte... bytes) {
    code.writeBytes(bytes);
  }

  final void int32(int value) {
    code.writeBytes(buffer(new byte[4]).putInt(value).array());
  }

  final void int64(long value) {
    code.writeBytes(buffer(new byte[8]).putLong(value).array());
  }

  /** The next instruction begins here and leads to a label. */
  final void refer(Label label, Patch patch) {
    references.add(new Reference(code.size(), label, patch));
  }

  /** The program, all labels being placed. */
  final byte[] finish() {
    byte[] finished = code.toByteArray();
    ByteBuffer buffer = buffer(finished);
    references.forEach(r -> r.patch().apply(buffer, r.at(), r.label().offset() - r.at()));
    return finished;
  }

  private static ByteBuffer buffer(byte[] bytes) {
    return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }
}
