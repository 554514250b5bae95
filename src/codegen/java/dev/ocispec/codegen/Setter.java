package dev.ocispec.codegen;

import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.ParameterSpec;
import java.util.List;

/**
 * A method of a builder: how it is declared and what it does.
 *
 * @param name method
 * @param parameters its parameters
 * @param varargs whether the last parameter takes any number of arguments
 * @param summary first sentence of its Javadoc, in JavaPoet's format
 * @param property the member that it sets
 * @param body what it does, without the {@code return this}
 */
record Setter(
    String name,
    List<ParameterSpec> parameters,
    boolean varargs,
    String summary,
    Property property,
    CodeBlock body) {}
