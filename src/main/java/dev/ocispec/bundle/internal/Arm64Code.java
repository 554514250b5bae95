package dev.ocispec.bundle.internal;

/** Instructions of AArch64. */
final class Arm64Code extends MachineCode {
  private static final int MACHINE = 183;
  private static final int CALL = 8;
  private static final int ZERO_OR_STACK = 31;
  private static final int TWELVE_BITS = 0xFFF;

  @Override
  int machine() {
    return MACHINE;
  }

  private static int number(Register register) {
    return switch (register) {
      case A0, A1, A2, A3, A4 -> register.ordinal();
      case RESULT -> 9;
      case T0 -> 10;
      case T1 -> 11;
      case FRAME -> 19;
      case ARGUMENTS -> 20;
      case ENVIRONMENT -> 21;
      case CHANNEL -> 22;
      case CHILD -> 23;
    };
  }

  @Override
  void set(Register to, long value) {
    set(number(to), value);
  }

  private void set(int to, long value) {
    if (~value >= 0 && ~value <= 0xFFFF) {
      int32(0x92800000 | (int) ~value << 5 | to);
      return;
    }
    int32(0xD2800000 | (int) (value & 0xFFFF) << 5 | to);
    for (int part = 1; part < 4; part++) {
      int bits = (int) (value >>> 16 * part & 0xFFFF);
      if (bits != 0) {
        int32(0xF2800000 | part << 21 | bits << 5 | to);
      }
    }
  }

  @Override
  void move(Register to, Register from) {
    int32(0xAA0003E0 | number(from) << 16 | number(to));
  }

  @Override
  void add(Register to, int value) {
    add(number(to), value);
  }

  /** In two steps, each with twelve bits of the value. */
  private void add(int to, int value) {
    int size = Math.abs(value);
    int operation = (value < 0 ? 0xD1000000 : 0x91000000) | to << 5 | to;
    int32(operation | (size & TWELVE_BITS) << 10);
    if (size > TWELVE_BITS) {
      int32(operation | 1 << 22 | size >> 12 << 10);
    }
  }

  @Override
  void add(Register to, Register value) {
    int32(0x8B000000 | number(value) << 16 | number(to) << 5 | number(to));
  }

  @Override
  void subtract(Register from, Register value) {
    int32(0xCB000000 | number(value) << 16 | number(from) << 5 | number(from));
  }

  @Override
  void load(Register to, Register base, int offset) {
    memory(0xF9400000, to, base, offset, 8);
  }

  @Override
  void loadInt(Register to, Register base, int offset) {
    memory(0xB9800000, to, base, offset, 4);
  }

  @Override
  void loadByte(Register to, Register base, int offset) {
    memory(0x39400000, to, base, offset, 1);
  }

  @Override
  void store(Register from, Register base, int offset) {
    memory(0xF9000000, from, base, offset, 8);
  }

  @Override
  void storeInt(Register from, Register base, int offset) {
    memory(0xB9000000, from, base, offset, 4);
  }

  @Override
  void storeByte(Register from, Register base, int offset) {
    memory(0x39000000, from, base, offset, 1);
  }

  /** The offset is written in units of what is read or written. */
  private void memory(int operation, Register register, Register base, int offset, int unit) {
    if (offset % unit != 0 || offset / unit > TWELVE_BITS) {
      throw new IllegalArgumentException("an offset that an instruction can't hold: " + offset);
    }
    int32(operation | offset / unit << 10 | number(base) << 5 | number(register));
  }

  @Override
  void stack(Register to) {
    int32(0x910003E0 | number(to));
  }

  @Override
  void reserve(int bytes) {
    add(ZERO_OR_STACK, -bytes);
  }

  @Override
  void address(Register to, Label of) {
    refer(
        of,
        (code, at, distance) ->
            code.putInt(
                at, code.getInt(at) | (distance & 3) << 29 | (distance >> 2 & 0x7FFFF) << 5));
    int32(0x10000000 | number(to));
  }

  @Override
  void jump(Label to) {
    refer(to, (code, at, distance) -> code.putInt(at, code.getInt(at) | distance >> 2 & 0x3FFFFFF));
    int32(0x14000000);
  }

  @Override
  void jumpIf(Condition condition, Register left, int right, Label to) {
    int size = Math.abs(right);
    if (size > TWELVE_BITS) {
      throw new IllegalArgumentException("a number that an instruction can't hold: " + right);
    }
    // Adds the opposite of a negative number instead of subtracting the number.
    int32((right < 0 ? 0xB1000000 : 0xF1000000) | size << 10 | number(left) << 5 | ZERO_OR_STACK);
    branch(
        switch (condition) {
          case EQUAL -> 0;
          case NOT_EQUAL -> 1;
          case LESS -> 11;
        },
        to);
  }

  @Override
  void jumpIfSame(Register left, Register right, Label to) {
    int32(0xEB000000 | number(right) << 16 | number(left) << 5 | ZERO_OR_STACK);
    branch(0, to);
  }

  private void branch(int condition, Label to) {
    refer(
        to,
        (code, at, distance) -> code.putInt(at, code.getInt(at) | (distance >> 2 & 0x7FFFF) << 5));
    int32(0x54000000 | condition);
  }

  @Override
  void call(SystemCall call) {
    set(CALL, call.generic());
    int32(0xD4000001);
    move(Register.RESULT, Register.A0);
  }
}
