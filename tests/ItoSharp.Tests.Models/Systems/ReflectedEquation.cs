using System.Reflection;
using System.Runtime.InteropServices;

namespace ItoSharp.Tests.Models.Systems;

/// <summary>Calls the members of any equation, the user's private formulas among them, with states as arrays.</summary>
public sealed class ReflectedEquation(object equation)
{
    const BindingFlags Members = BindingFlags.Instance | BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic;

    readonly Type type = equation.GetType();

    public string Name => type.Name;

    public IReadOnlyList<string> Components => (IReadOnlyList<string>)type.GetProperty("ComponentNames")!.GetValue(null)!;

    public IReadOnlyList<string> Noises => (IReadOnlyList<string>)type.GetProperty("NoiseNames")!.GetValue(null)!;

    public Interpretation Interpretation => (Interpretation)type.GetProperty("Interpretation")!.GetValue(null)!;

    public NoiseClass NoiseClass => (NoiseClass)type.GetProperty("NoiseClass")!.GetValue(null)!;

    /// <summary>A vector field, whether it takes the time or not.</summary>
    public double[] Field(string method, double[] x, double t)
    {
        MethodInfo found = type.GetMethod(method, Members)!;
        object[] arguments = found.GetParameters().Length == 1 ? [State(x)] : [State(x), t];
        return Numbers(found.Invoke(equation, arguments)!);
    }

    public double[] WithScore(string method, double[] x, double t, double[] score) =>
        Numbers(type.GetMethod(method)!.Invoke(equation, [State(x), t, State(score)])!);

    public double[,] Matrix(string method, double[] x, double t) => (double[,])type.GetMethod(method)!.Invoke(equation, [State(x), t])!;

    public bool HasMilstein => type.GetMethod("MilsteinTerm") is not null;

    public double[] Milstein(int first, int second, double[] x, double t) =>
        Numbers(type.GetMethod("MilsteinTerm")!.Invoke(equation, [first, second, State(x), t])!);

    /// <summary>The declared correlation of two noises.</summary>
    public double Correlation(string first, string second, double t)
    {
        if (first == second)
        {
            return 1;
        }

        foreach (MemberInfo member in type.GetMembers(Members))
        {
            if (
                member.GetCustomAttribute<CorrelationAttribute>() is { } pair
                && ((pair.First, pair.Second) == (first, second) || (pair.First, pair.Second) == (second, first))
            )
            {
                return member is PropertyInfo property
                    ? (double)property.GetValue(equation)!
                    : (double)((MethodInfo)member).Invoke(equation, ((MethodInfo)member).GetParameters().Length == 0 ? [] : [t])!;
            }
        }

        return 0;
    }

    Type StateType => type.GetNestedType("State")!;

    object State(double[] x) => typeof(ReflectedEquation).GetMethod(nameof(Of), Members)!.MakeGenericMethod(StateType).Invoke(null, [x])!;

    double[] Numbers(object state) =>
        (double[])typeof(ReflectedEquation).GetMethod(nameof(From), Members)!.MakeGenericMethod(StateType).Invoke(null, [state])!;

    // A state is nothing but its doubles, one behind the other.
    static T Of<T>(double[] x)
        where T : struct => MemoryMarshal.Read<T>(MemoryMarshal.AsBytes<double>(x));

    static double[] From<T>(T state)
        where T : struct => MemoryMarshal.Cast<T, double>(MemoryMarshal.CreateSpan(ref state, 1)).ToArray();
}
