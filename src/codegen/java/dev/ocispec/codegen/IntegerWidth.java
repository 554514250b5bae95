package dev.ocispec.codegen;

import java.math.BigInteger;

/** The integer types of the Go bindings, which decide what a Java value can hold. */
public enum IntegerWidth {
  INT8(8, true),
  INT16(16, true),
  INT32(32, true),
  INT64(64, true),
  UINT8(8, false),
  UINT16(16, false),
  UINT32(32, false),
  UINT64(64, false);

  private final int bits;
  private final boolean signed;

  IntegerWidth(int bits, boolean signed) {
    this.bits = bits;
    this.signed = signed;
  }

  BigInteger minimum() {
    return signed ? BigInteger.ONE.shiftLeft(bits - 1).negate() : BigInteger.ZERO;
  }

  BigInteger maximum() {
    return BigInteger.ONE.shiftLeft(signed ? bits - 1 : bits).subtract(BigInteger.ONE);
  }

  /** A value as Java spells it. */
  String literal(BigInteger value) {
    if (isInt()) {
      return value.intValue() == Integer.MIN_VALUE ? "Integer.MIN_VALUE" : value.toString();
    }
    return value.equals(BigInteger.valueOf(Long.MIN_VALUE)) ? "Long.MIN_VALUE" : value + "L";
  }

  /** Whether values fit Java's int. */
  boolean isInt() {
    return bits < 32 || bits == 32 && signed;
  }

  /** Whether only the unsigned type of the library holds all values. */
  boolean isUnsigned64() {
    return this == UINT64;
  }
}
