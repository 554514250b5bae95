package dev.ocispec.codegen;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Handle;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/**
 * Makes lambdas and method references objects of classes that lie in the jar, where javac lets Java
 * make a class for each when it is first run. Java can archive those, too, but linking a place that
 * asks for one takes ten times as long as loading a plain class.
 *
 * <p>The new classes belong to the nest of the class with the lambdas, so they may call what is
 * private there. Serializable lambdas and others that need more stay as they are.
 */
final class PlainLambdas extends ClassVisitor {
  private static final String FACTORY = "java/lang/invoke/LambdaMetafactory";
  private static final String SIMPLE = "metafactory";

  /** The first class-file version with nests. */
  private static final int NESTS = Opcodes.V11;

  private final Map<String, byte[]> added = new LinkedHashMap<>();
  private String owner = "";
  private String host = "";

  private PlainLambdas(ClassVisitor next) {
    super(Opcodes.ASM9, next);
  }

  /**
   * A class and those that stand for its lambdas.
   *
   * @param type the class; the same bytes as before when it has none
   * @param host the class whose nest they belong to, by its internal name
   * @param added the others by their internal names
   */
  record Rewritten(byte[] type, String host, Map<String, byte[]> added) {}

  /** The class without lambdas. */
  static Rewritten in(byte[] type) {
    ClassReader reader = new ClassReader(type);
    if (reader.readUnsignedShort(6) < NESTS) {
      return new Rewritten(type, reader.getClassName(), Map.of());
    }
    ClassWriter writer = new ClassWriter(ClassWriter.COMPUTE_MAXS);
    PlainLambdas plain = new PlainLambdas(writer);
    reader.accept(plain, 0);
    byte[] rewritten = plain.added.isEmpty() ? type : writer.toByteArray();
    return new Rewritten(rewritten, plain.host, plain.added);
  }

  /** The class with further members of its nest. */
  static byte[] withMembers(byte[] host, List<String> members) {
    ClassWriter writer = new ClassWriter(0);
    ClassVisitor adding =
        new ClassVisitor(Opcodes.ASM9, writer) {
          @Override
          public void visitEnd() {
            members.forEach(super::visitNestMember);
            super.visitEnd();
          }
        };
    new ClassReader(host).accept(adding, 0);
    return writer.toByteArray();
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
    host = name;
    super.visit(version, access, name, signature, superName, interfaces);
  }

  @Override
  public void visitNestHost(String nestHost) {
    host = nestHost;
    super.visitNestHost(nestHost);
  }

  @Override
  public MethodVisitor visitMethod(
      int access, String name, String descriptor, String signature, String[] exceptions) {
    return new MethodVisitor(
        Opcodes.ASM9, super.visitMethod(access, name, descriptor, signature, exceptions)) {
      @Override
      public void visitInvokeDynamicInsn(
          String called, String type, Handle factory, Object... constants) {
        if (!factory.getOwner().equals(FACTORY) || !factory.getName().equals(SIMPLE)) {
          super.visitInvokeDynamicInsn(called, type, factory, constants);
          return;
        }
        LambdaClass lambda =
            new LambdaClass(
                called,
                Type.getMethodType(type),
                (Type) constants[0],
                (Handle) constants[1],
                (Type) constants[2]);
        String made = owner + "$$Lambda" + added.size();
        Optional<byte[]> bytes = lambda.bytes(made, host);
        if (bytes.isEmpty()) {
          super.visitInvokeDynamicInsn(called, type, factory, constants);
          return;
        }
        added.put(made, bytes.get());
        super.visitMethodInsn(Opcodes.INVOKESTATIC, made, LambdaClass.MAKE, type, false);
      }
    };
  }
}
