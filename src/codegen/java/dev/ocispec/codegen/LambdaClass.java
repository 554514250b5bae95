package dev.ocispec.codegen;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Handle;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/**
 * The class of a lambda's object, which keeps what the lambda captured and calls its code.
 *
 * @param method the name of the interface's method
 * @param captured what the lambda captured, and the interface as the result
 * @param declared the interface's method as it was declared
 * @param code what the lambda does
 * @param called the interface's method with the types that are used here
 */
record LambdaClass(String method, Type captured, Type declared, Handle code, Type called) {
  /** The static method that makes the object. */
  static final String MAKE = "make";

  private static final String ONLY = "only";
  private static final String MAKE_INSTANCE = "<init>";

  /** The class; empty when a value would have to be converted in a way that is not known here. */
  Optional<byte[]> bytes(String name, String host) {
    Type[] kept = captured.getArgumentTypes();
    ClassWriter type = new ClassWriter(ClassWriter.COMPUTE_MAXS);
    int access = Opcodes.ACC_FINAL | Opcodes.ACC_SUPER | Opcodes.ACC_SYNTHETIC;
    String[] interfaces = {captured.getReturnType().getInternalName()};
    type.visit(Opcodes.V11, access, name, null, "java/lang/Object", interfaces);
    type.visitNestHost(host);
    construction(type, name, kept);
    factory(type, name, kept);
    if (!call(type, name, kept)) {
      return Optional.empty();
    }
    type.visitEnd();
    return Optional.of(type.toByteArray());
  }

  private static void construction(ClassWriter type, String name, Type[] kept) {
    String takes = Type.getMethodDescriptor(Type.VOID_TYPE, kept);
    MethodVisitor code = type.visitMethod(Opcodes.ACC_PRIVATE, MAKE_INSTANCE, takes, null, null);
    code.visitCode();
    code.visitVarInsn(Opcodes.ALOAD, 0);
    code.visitMethodInsn(Opcodes.INVOKESPECIAL, "java/lang/Object", MAKE_INSTANCE, "()V", false);
    int variable = 1;
    for (int i = 0; i < kept.length; i++) {
      String field = kept[i].getDescriptor();
      type.visitField(Opcodes.ACC_PRIVATE | Opcodes.ACC_FINAL, field(i), field, null, null);
      code.visitVarInsn(Opcodes.ALOAD, 0);
      code.visitVarInsn(kept[i].getOpcode(Opcodes.ILOAD), variable);
      code.visitFieldInsn(Opcodes.PUTFIELD, name, field(i), field);
      variable += kept[i].getSize();
    }
    code.visitInsn(Opcodes.RETURN);
    end(code);
  }

  /** Makes the object; what captures nothing is one object, as Java has it. */
  private void factory(ClassWriter type, String name, Type[] kept) {
    String self = "L" + name + ";";
    MethodVisitor make =
        type.visitMethod(Opcodes.ACC_STATIC, MAKE, captured.getDescriptor(), null, null);
    make.visitCode();
    if (kept.length == 0) {
      int access = Opcodes.ACC_PRIVATE | Opcodes.ACC_STATIC | Opcodes.ACC_FINAL;
      type.visitField(access, ONLY, self, null, null);
      MethodVisitor first = type.visitMethod(Opcodes.ACC_STATIC, "<clinit>", "()V", null, null);
      first.visitCode();
      instance(first, name, kept);
      first.visitFieldInsn(Opcodes.PUTSTATIC, name, ONLY, self);
      first.visitInsn(Opcodes.RETURN);
      end(first);
      make.visitFieldInsn(Opcodes.GETSTATIC, name, ONLY, self);
    } else {
      instance(make, name, kept);
    }
    make.visitInsn(Opcodes.ARETURN);
    end(make);
  }

  private static void instance(MethodVisitor code, String name, Type[] kept) {
    code.visitTypeInsn(Opcodes.NEW, name);
    code.visitInsn(Opcodes.DUP);
    int variable = 0;
    for (Type type : kept) {
      code.visitVarInsn(type.getOpcode(Opcodes.ILOAD), variable);
      variable += type.getSize();
    }
    String takes = Type.getMethodDescriptor(Type.VOID_TYPE, kept);
    code.visitMethodInsn(Opcodes.INVOKESPECIAL, name, MAKE_INSTANCE, takes, false);
  }

  private boolean call(ClassWriter type, String name, Type[] kept) {
    MethodVisitor to =
        type.visitMethod(Opcodes.ACC_PUBLIC, method, declared.getDescriptor(), null, null);
    to.visitCode();
    boolean made = code.getTag() == Opcodes.H_NEWINVOKESPECIAL;
    if (made) {
      to.visitTypeInsn(Opcodes.NEW, code.getOwner());
      to.visitInsn(Opcodes.DUP);
    }
    List<Type> takes = taken();
    for (int i = 0; i < kept.length; i++) {
      to.visitVarInsn(Opcodes.ALOAD, 0);
      to.visitFieldInsn(Opcodes.GETFIELD, name, field(i), kept[i].getDescriptor());
    }
    int variable = 1;
    Type[] given = declared.getArgumentTypes();
    for (int i = 0; i < given.length; i++) {
      to.visitVarInsn(given[i].getOpcode(Opcodes.ILOAD), variable);
      variable += given[i].getSize();
      Type used = called.getArgumentTypes()[i];
      if (!LambdaConversion.convert(to, given[i], used, takes.get(kept.length + i))) {
        return false;
      }
    }
    to.visitMethodInsn(
        opcode(), code.getOwner(), code.getName(), code.getDesc(), code.isInterface());
    Type result = made ? Type.getObjectType(code.getOwner()) : Type.getReturnType(code.getDesc());
    Type wanted = declared.getReturnType();
    if (!LambdaConversion.convertResult(to, result, called.getReturnType(), wanted)) {
      return false;
    }
    to.visitInsn(wanted.getOpcode(Opcodes.IRETURN));
    end(to);
    return true;
  }

  /** What the code takes, its object included. */
  private List<Type> taken() {
    List<Type> taken = new ArrayList<>();
    if (code.getTag() != Opcodes.H_INVOKESTATIC && code.getTag() != Opcodes.H_NEWINVOKESPECIAL) {
      taken.add(Type.getObjectType(code.getOwner()));
    }
    taken.addAll(Arrays.asList(Type.getArgumentTypes(code.getDesc())));
    return taken;
  }

  /** From Java 11 on, what is private in a nest is called like all else. */
  private int opcode() {
    return switch (code.getTag()) {
      case Opcodes.H_INVOKESTATIC -> Opcodes.INVOKESTATIC;
      case Opcodes.H_NEWINVOKESPECIAL -> Opcodes.INVOKESPECIAL;
      default -> code.isInterface() ? Opcodes.INVOKEINTERFACE : Opcodes.INVOKEVIRTUAL;
    };
  }

  private static String field(int number) {
    return "kept" + number;
  }

  private static void end(MethodVisitor code) {
    code.visitMaxs(0, 0);
    code.visitEnd();
  }
}
