/**
 * Judging documents: by the generated checks or by json-schema-validator over any folder of schema
 * files.
 *
 * <p>First call: {@code Validator.standard().validate(Path.of("config.json"))}.
 */
@NullMarked
package dev.ocispec.validation;

import org.jspecify.annotations.NullMarked;
