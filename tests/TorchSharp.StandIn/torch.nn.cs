using TorchSharp.Modules;

namespace TorchSharp
{
    public static partial class torch
    {
        public static class nn
        {
            public static Linear Linear(
                long inputSize,
                long outputSize,
                bool hasBias = true,
                Device? device = null,
                ScalarType? dtype = null
            ) => new(inputSize, outputSize, dtype);

            public static SiLU SiLU(bool inplace = false) => new();

            public abstract class Module(string name)
            {
                private readonly List<Module> _parts = [];

                public string GetName() => name;

                public IEnumerable<Parameter> parameters(bool recurse = true) => Own().Concat(_parts.SelectMany(part => part.parameters()));

                internal virtual IEnumerable<Parameter> Own() => [];

                protected void RegisterComponents() =>
                    _parts.AddRange(
                        GetType()
                            .GetFields(
                                System.Reflection.BindingFlags.Instance
                                    | System.Reflection.BindingFlags.NonPublic
                                    | System.Reflection.BindingFlags.Public
                            )
                            .Select(field => field.GetValue(this))
                            .OfType<Module>()
                    );
            }

            public abstract class Module<T, TResult>(string name) : Module(name)
            {
                public abstract TResult forward(T input);

                public TResult call(T input) => forward(input);
            }

            public abstract class Module<T1, T2, TResult>(string name) : Module(name)
            {
                public abstract TResult forward(T1 input1, T2 input2);

                public TResult call(T1 input1, T2 input2) => forward(input1, input2);
            }

            public abstract class Module<T1, T2, T3, TResult>(string name) : Module(name)
            {
                public abstract TResult forward(T1 input1, T2 input2, T3 input3);

                public TResult call(T1 input1, T2 input2, T3 input3) => forward(input1, input2, input3);
            }
        }
    }
}
