package dev.ocispec.codegen;

import java.util.LinkedHashMap;
import java.util.Map;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Handle;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/**
 * Joins strings by a {@link StringBuilder}, where javac lets Java make the code for that when it is
 * first run. Code made at run time can't be archived, and each piece takes about a millisecond.
 *
 * <p>Each such place calls a method of its class instead, which takes the same arguments.
 */
final class PlainConcatenation extends ClassVisitor {
  private static final String FACTORY = "java/lang/invoke/StringConcatFactory";
  private static final String BUILDER = "java/lang/StringBuilder";
  private static final char ARGUMENT = '\1';

  /** How the strings of one place are joined. */
  private record Joint(String descriptor, String recipe) {}

  private final Map<Joint, String> methods = new LinkedHashMap<>();
  private String owner = "";
  private boolean inInterface;

  private PlainConcatenation(ClassVisitor next) {
    super(Opcodes.ASM9, next);
  }

  /** The class without such places; the same bytes when it has none. */
  static byte[] in(byte[] type) {
    ClassWriter writer = new ClassWriter(ClassWriter.COMPUTE_MAXS);
    PlainConcatenation plain = new PlainConcatenation(writer);
    new ClassReader(type).accept(plain, 0);
    return plain.methods.isEmpty() ? type : writer.toByteArray();
  }

  @Override
  public void visit(
      int version,
      int access,
      String name,
      String signature,
      String superName,
      String[] interfaces) {
    owner = name;
    inInterface = (access & Opcodes.ACC_INTERFACE) != 0;
    super.visit(version, access, name, signature, superName, interfaces);
  }

  @Override
  public MethodVisitor visitMethod(
      int access, String name, String descriptor, String signature, String[] exceptions) {
    return new MethodVisitor(
        Opcodes.ASM9, super.visitMethod(access, name, descriptor, signature, exceptions)) {
      @Override
      public void visitInvokeDynamicInsn(
          String called, String type, Handle factory, Object... constants) {
        // A recipe with further constants has strings that can't stand in it; javac rarely writes
        // it.
        if (factory.getOwner().equals(FACTORY) && constants.length == 1) {
          super.visitMethodInsn(
              Opcodes.INVOKESTATIC,
              owner,
              method(new Joint(type, (String) constants[0])),
              type,
              inInterface);
        } else {
          super.visitInvokeDynamicInsn(called, type, factory, constants);
        }
      }
    };
  }

  private String method(Joint joint) {
    return methods.computeIfAbsent(joint, j -> "joined$" + methods.size());
  }

  @Override
  public void visitEnd() {
    methods.forEach(this::add);
    super.visitEnd();
  }

  private void add(Joint joint, String name) {
    int access = Opcodes.ACC_PRIVATE | Opcodes.ACC_STATIC | Opcodes.ACC_SYNTHETIC;
    MethodVisitor code = super.visitMethod(access, name, joint.descriptor(), null, null);
    code.visitCode();
    code.visitTypeInsn(Opcodes.NEW, BUILDER);
    code.visitInsn(Opcodes.DUP);
    code.visitMethodInsn(Opcodes.INVOKESPECIAL, BUILDER, "<init>", "()V", false);
    StringBuilder text = new StringBuilder();
    Type[] arguments = Type.getArgumentTypes(joint.descriptor());
    int argument = 0;
    int variable = 0;
    for (char c : joint.recipe().toCharArray()) {
      if (c != ARGUMENT) {
        text.append(c);
        continue;
      }
      append(code, text);
      Type type = arguments[argument++];
      code.visitVarInsn(type.getOpcode(Opcodes.ILOAD), variable);
      variable += type.getSize();
      append(code, appended(type));
    }
    append(code, text);
    code.visitMethodInsn(Opcodes.INVOKEVIRTUAL, BUILDER, "toString", "()Ljava/lang/String;", false);
    code.visitInsn(Opcodes.ARETURN);
    code.visitMaxs(0, 0);
    code.visitEnd();
  }

  private static void append(MethodVisitor code, StringBuilder text) {
    if (text.length() > 0) {
      code.visitLdcInsn(text.toString());
      append(code, "Ljava/lang/String;");
      text.setLength(0);
    }
  }

  private static void append(MethodVisitor code, String type) {
    code.visitMethodInsn(
        Opcodes.INVOKEVIRTUAL, BUILDER, "append", "(" + type + ")L" + BUILDER + ";", false);
  }

  /** The parameter of {@code append} for such a value; a {@code char[]} is no text here. */
  private static String appended(Type type) {
    return switch (type.getSort()) {
      case Type.BYTE, Type.SHORT -> "I";
      case Type.ARRAY -> "Ljava/lang/Object;";
      case Type.OBJECT ->
          type.getClassName().equals("java.lang.String")
              ? type.getDescriptor()
              : "Ljava/lang/Object;";
      default -> type.getDescriptor();
    };
  }
}
