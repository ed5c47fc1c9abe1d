/**
 * Encoders of pictures under the names that torchvision and timm give their parameters, so that public safetensors
 * weights load by path. {@code VisionArchitecture.of("resnet18").make(random)} makes one; {@code PretrainedWeights}
 * loads one.
 */
@NullMarked
package org.gapwise.model.vision;

import org.jspecify.annotations.NullMarked;
