package org.gapwise.nn;

import java.lang.ref.Reference;
import java.util.Optional;
import org.bytedeco.pytorch.Dispatcher;
import org.bytedeco.pytorch.FunctionSchema;
import org.bytedeco.pytorch.GenericList;
import org.bytedeco.pytorch.IValue;
import org.bytedeco.pytorch.IValueVector;
import org.bytedeco.pytorch.OperatorHandle;
import org.bytedeco.pytorch.Type;
import org.bytedeco.pytorch.global.torch;

/** An operation of the engine that its binding has no method for, asked for by name. */
final class BoxedOperator {

    private final OperatorHandle operator;
    private final Type.TypePtr number;

    private BoxedOperator(OperatorHandle operator, Type.TypePtr number) {
        this.operator = operator;
        this.number = number;
    }

    /** Empty where the engine has no such operation. */
    static Optional<BoxedOperator> named(String name, String overload) {
        Native.start();
        try (Scope scope = Scope.open()) {
            OperatorHandle operator = Dispatcher.singleton().findSchemaOrThrow(name, overload);
            // The type of the elements of a list that is empty, which a schema alone can tell.
            FunctionSchema schema = torch.parseSchema("gapwise::none() -> Scalar?");
            Type.TypePtr number = new Type.TypePtr(schema.returns().type());
            operator.retainReference();
            number.retainReference();
            return Optional.of(new BoxedOperator(operator, number));
        } catch (RuntimeException e) {
            return Optional.empty();
        }
    }

    /** Takes the arguments from the stack, in order. */
    Tensor call(IValueVector stack) {
        try {
            operator.callBoxed(stack);
            return new Tensor(new org.bytedeco.pytorch.Tensor(stack.get(0).toTensor()));
        } finally {
            Reference.reachabilityFence(stack); // what is read lies within it
        }
    }

    /** A list of numbers, empty. */
    IValue numbers() {
        return new IValue(new GenericList(number));
    }
}
