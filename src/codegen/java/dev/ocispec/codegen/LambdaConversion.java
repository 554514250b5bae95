package dev.ocispec.codegen;

import java.util.Map;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/** Makes values of an interface's method those of a lambda's code, and back, as Java does it. */
final class LambdaConversion {
  private static final Type OBJECT = Type.getObjectType("java/lang/Object");
  private static final Map<String, Type> WRAPPED =
      Map.of(
          "java/lang/Boolean", Type.BOOLEAN_TYPE,
          "java/lang/Byte", Type.BYTE_TYPE,
          "java/lang/Character", Type.CHAR_TYPE,
          "java/lang/Double", Type.DOUBLE_TYPE,
          "java/lang/Float", Type.FLOAT_TYPE,
          "java/lang/Integer", Type.INT_TYPE,
          "java/lang/Long", Type.LONG_TYPE,
          "java/lang/Short", Type.SHORT_TYPE);

  private LambdaConversion() {}

  /**
   * Converts the value on the stack.
   *
   * @param given its type as the interface's method was declared
   * @param used its type as it is used here
   * @param wanted the type that the code takes
   * @return whether that can be done
   */
  static boolean convert(MethodVisitor code, Type given, Type used, Type wanted) {
    cast(code, given, used);
    return adapt(code, used, wanted);
  }

  /**
   * Converts the result on the stack.
   *
   * @param result the type of what the code returns
   * @param used the type of the result as it is used here
   * @param wanted the type that the interface's method was declared with
   * @return whether that can be done
   */
  static boolean convertResult(MethodVisitor code, Type result, Type used, Type wanted) {
    if (wanted.getSort() == Type.VOID) {
      if (result.getSize() > 0) {
        code.visitInsn(result.getSize() == 2 ? Opcodes.POP2 : Opcodes.POP);
      }
      return true;
    }
    if (!adapt(code, result, used)) {
      return false;
    }
    cast(code, used, wanted);
    return true;
  }

  private static boolean adapt(MethodVisitor code, Type from, Type to) {
    if (isPrimitive(from)) {
      return isPrimitive(to) ? widen(code, from, to) : box(code, from, to);
    }
    if (!isPrimitive(to)) {
      cast(code, from, to);
      return true;
    }
    Type unboxed = WRAPPED.get(from.getInternalName());
    if (unboxed == null) {
      return false;
    }
    String name = unboxed.getClassName() + "Value";
    String descriptor = Type.getMethodDescriptor(unboxed);
    code.visitMethodInsn(Opcodes.INVOKEVIRTUAL, from.getInternalName(), name, descriptor, false);
    return widen(code, unboxed, to);
  }

  private static boolean box(MethodVisitor code, Type from, Type to) {
    for (Map.Entry<String, Type> wrapped : WRAPPED.entrySet()) {
      if (wrapped.getValue().equals(from)) {
        Type wrapper = Type.getObjectType(wrapped.getKey());
        String descriptor = Type.getMethodDescriptor(wrapper, from);
        code.visitMethodInsn(Opcodes.INVOKESTATIC, wrapped.getKey(), "valueOf", descriptor, false);
        cast(code, wrapper, to);
        return true;
      }
    }
    return false;
  }

  private static boolean widen(MethodVisitor code, Type from, Type to) {
    if (from.equals(to)) {
      return true;
    }
    if (from.getSort() == Type.INT && to.getSort() == Type.LONG) {
      code.visitInsn(Opcodes.I2L);
      return true;
    }
    return false;
  }

  /** Says of what type an object is, so that Java need not load classes to see it. */
  private static void cast(MethodVisitor code, Type from, Type to) {
    if (!isPrimitive(to) && !from.equals(to) && !to.equals(OBJECT)) {
      code.visitTypeInsn(Opcodes.CHECKCAST, to.getInternalName());
    }
  }

  private static boolean isPrimitive(Type type) {
    return type.getSort() < Type.ARRAY;
  }
}
