using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace ItoSharp.Generator.Diagnostics;

internal static partial class Descriptors
{
    /// <summary>Every descriptor: what the analyzer may report.</summary>
    public static ImmutableArray<DiagnosticDescriptor> All =>
        ImmutableArray.Create(
            NotSealedPartialRecord,
            ParameterNotDouble,
            GenericDeclaration,
            ContainerNotPartial,
            MissingFunctions,
            WrongSignature,
            ReservedName,
            InvalidTimes,
            InvalidDefault,
            UnknownCompiledFormat,
            MalformedCompiledText,
            InternalError,
            Untranslatable,
            IntegerDivision,
            Recursion,
            FormulaTooLarge,
            FormulasDisagree,
            LambdaNotMonotone,
            NegativeVariance,
            AlphaNotPositive,
            ProcessNotUsable,
            SingularEnd,
            NotAntisymmetric,
            NotPositiveDefinite,
            MatrixNotReadable,
            PlanShape,
            TableauSyntax,
            TableauInconsistent,
            OrderNotProven,
            PlanOutOfRange,
            PlanCombination,
            StarterDoesNotFit,
            LevelMissing,
            OrderUnderclaimed,
            GlobalOrderNotProven,
            GlobalOrderUnderclaimed,
            WeakOrderNotProven,
            ButcherShape,
            ButcherText,
            ButcherSums,
            ButcherOrder,
            ButcherEmbeddedOrder,
            ButcherExchanged,
            ButcherDigits,
            ButcherOrderBelow,
            StochasticShape,
            StochasticText,
            StochasticForm,
            StochasticClaimValue,
            StochasticClaim,
            StochasticUnderclaimed,
            StochasticNoOrder,
            SamplerShape,
            NotAProcess,
            NotASolver,
            ProcessLacks,
            MemoryDoesNotFit
        );
}
