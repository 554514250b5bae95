package dev.ocispec.bundle.internal;

/** Instructions of x86-64, with 32-bit displacements throughout. */
final class X86Code extends MachineCode {
  private static final int MACHINE = 62;
  private static final int RSP = 4;
  private static final int WIDE = 0x48;
  private static final int NARROW = 0x40;

  @Override
  int machine() {
    return MACHINE;
  }

  private static int number(Register register) {
    return switch (register) {
      case RESULT -> 0; // rax
      case T0 -> 1; // rcx, which a system call overwrites
      case A2 -> 2; // rdx
      case FRAME -> 3; // rbx
      case ARGUMENTS -> 5; // rbp
      case A1 -> 6; // rsi
      case A0 -> 7; // rdi
      case A4 -> 8;
      case A3 -> 10;
      case T1 -> 11; // which a system call overwrites
      case ENVIRONMENT -> 12;
      case CHANNEL -> 13;
      case CHILD -> 14;
    };
  }

  @Override
  void set(Register to, long value) {
    int register = number(to);
    if (value == (int) value) {
      opcode(WIDE, 0, register, 0xC7);
      direct(0, register);
      int32((int) value);
    } else {
      opcode(WIDE, 0, register, 0xB8 + (register & 7));
      int64(value);
    }
  }

  @Override
  void move(Register to, Register from) {
    between(0x89, number(from), number(to));
  }

  @Override
  void add(Register to, int value) {
    immediate(0, number(to), value);
  }

  @Override
  void add(Register to, Register value) {
    between(0x01, number(value), number(to));
  }

  @Override
  void subtract(Register from, Register value) {
    between(0x29, number(value), number(from));
  }

  @Override
  void load(Register to, Register base, int offset) {
    memory(WIDE, number(to), number(base), offset, 0x8B);
  }

  @Override
  void loadInt(Register to, Register base, int offset) {
    memory(WIDE, number(to), number(base), offset, 0x63);
  }

  @Override
  void loadByte(Register to, Register base, int offset) {
    memory(WIDE, number(to), number(base), offset, 0x0F, 0xB6);
  }

  @Override
  void store(Register from, Register base, int offset) {
    memory(WIDE, number(from), number(base), offset, 0x89);
  }

  @Override
  void storeInt(Register from, Register base, int offset) {
    memory(NARROW, number(from), number(base), offset, 0x89);
  }

  @Override
  void storeByte(Register from, Register base, int offset) {
    memory(NARROW, number(from), number(base), offset, 0x88);
  }

  @Override
  void stack(Register to) {
    between(0x89, RSP, number(to));
  }

  @Override
  void reserve(int bytes) {
    immediate(5, RSP, bytes);
  }

  @Override
  void address(Register to, Label of) {
    refer(of, (code, at, distance) -> code.putInt(at + 3, distance - 7));
    opcode(WIDE, number(to), 0, 0x8D);
    bytes((byte) ((number(to) & 7) << 3 | 5)); // Relative to the next instruction.
    int32(0);
  }

  @Override
  void jump(Label to) {
    refer(to, (code, at, distance) -> code.putInt(at + 1, distance - 5));
    bytes((byte) 0xE9);
    int32(0);
  }

  @Override
  void jumpIf(Condition condition, Register left, int right, Label to) {
    immediate(7, number(left), right);
    branch(
        switch (condition) {
          case EQUAL -> 0x84;
          case NOT_EQUAL -> 0x85;
          case LESS -> 0x8C;
        },
        to);
  }

  @Override
  void jumpIfSame(Register left, Register right, Label to) {
    between(0x39, number(right), number(left));
    branch(0x84, to);
  }

  @Override
  void call(SystemCall call) {
    set(Register.RESULT, call.x86());
    bytes((byte) 0x0F, (byte) 0x05);
  }

  private void branch(int opcode, Label to) {
    refer(to, (code, at, distance) -> code.putInt(at + 2, distance - 6));
    bytes((byte) 0x0F, (byte) opcode);
    int32(0);
  }

  /** The prefix says whether 8 or 4 bytes are meant, and the high bits of both registers. */
  private void opcode(int prefix, int register, int base, int... opcode) {
    bytes((byte) (prefix | register >> 3 << 2 | base >> 3));
    for (int part : opcode) {
      bytes((byte) part);
    }
  }

  private void between(int opcode, int register, int other) {
    opcode(WIDE, register, other, opcode);
    direct(register, other);
  }

  private void immediate(int operation, int register, int value) {
    opcode(WIDE, 0, register, 0x81);
    direct(operation, register);
    int32(value);
  }

  private void direct(int register, int other) {
    bytes((byte) (0xC0 | (register & 7) << 3 | other & 7));
  }

  private void memory(int prefix, int register, int base, int offset, int... opcode) {
    opcode(prefix, register, base, opcode);
    bytes((byte) (0x80 | (register & 7) << 3 | base & 7));
    if ((base & 7) == RSP) {
      bytes((byte) 0x24); // r12 is written as rsp is: with a second byte.
    }
    int32(offset);
  }
}
