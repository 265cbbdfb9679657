/// Wrong plans and samplers, each with the one fault it has and the text that is underlined.
module ItoSharp.Generator.Tests.PlanCases

let multistep properties =
    $"[ExponentialMultistep({properties})] public sealed partial class P;"

let estimated properties estimate =
    $"[ExponentialMultistep({properties})] [DerivativeEstimate({estimate})] public sealed partial class P;"

let tableau order (text: string) =
    $"[ExponentialRungeKutta(Order = {order}, Tableau = \"{text}\")] public sealed partial class P;"

let phi properties (text: string) =
    $"[ExponentialRungeKutta(Clock = Clock.Lambda, {properties}Tableau = \"{text}\")] public sealed partial class P;"

let direct properties (text: string) =
    $"[RungeKutta({properties}Tableau = \"{text}\")] public sealed partial record P(double Tau = 1);"

let euler = "0 |\\n---\\n| 1"
let heun = "0 |\\n1 | 1\\n---\\n| 1/2 1/2"
let midpoint = "0 |\\n1/2 | 1/2 phi1\\n---\\n| 0 phi1"

let flow attribute =
    $"{attribute} public sealed partial class S;"

/// Id, underlined text, source.
let cases: (string * string * string) list = [
    "ITO0201", "P", "[ExponentialMultistep] public partial class P;"
    "ITO0201", "P", "[ExponentialMultistep] public sealed class P;"
    "ITO0201", "P", "[ExponentialMultistep] public sealed partial class P<T>;"
    "ITO0201", "P", "public class Outer { [ExponentialMultistep] public sealed partial class P; }"
    "ITO0202", "\"0 | 1\"", tableau 1 "0 | 1"
    "ITO0202", "\"0 |\\nx | 1\\n---\\n| 1/2 1/2\"", tableau 2 "0 |\\nx | 1\\n---\\n| 1/2 1/2"
    "ITO0202", "\"0 |\\n1 | 1\\n---\\n| 1\"", tableau 2 "0 |\\n1 | 1\\n---\\n| 1"
    "ITO0202", "\"0 | 1\\n---\\n| 1\"", tableau 1 "0 | 1\\n---\\n| 1"
    "ITO0203", "\"0 |\\n1/2 | 1\\n---\\n| 0 1\"", tableau 2 "0 |\\n1/2 | 1\\n---\\n| 0 1"
    "ITO0203", "\"0 |\\n1 | 1\\n---\\n| 1/2 1\"", tableau 1 "0 |\\n1 | 1\\n---\\n| 1/2 1"
    "ITO0203", "\"0 |\\n2 | 2\\n---\\n| 1 0\"", tableau 1 "0 |\\n2 | 2\\n---\\n| 1 0"
    "ITO0204", "3", tableau 3 "0 |\\n1 | 1\\n---\\n| 1/2 1/2"
    "ITO0204", "3", multistep "Order = 3, History = 2"
    "ITO0202", "\"0 |\\n---\\n| 1\"", phi "" euler
    "ITO0202", "\"0 |\\n---\\n| phi12\"", phi "" "0 |\\n---\\n| phi12"
    "ITO0202", "\"0 |\\n---\\n| phi1\"", direct "" "0 |\\n---\\n| phi1"
    "ITO0203", "\"0 |\\n1/2 | 1/2 phi1 - phi2\\n---\\n| 0 phi1\"", phi "" "0 |\\n1/2 | 1/2 phi1 - phi2\\n---\\n| 0 phi1"
    "ITO0203", "\"0 |\\n---\\n| phi1 + phi2\"", phi "" "0 |\\n---\\n| phi1 + phi2"
    "ITO0203", "\"0 |\\n---\\n| 1/2\"", direct "" "0 |\\n---\\n| 1/2"
    "ITO0204", "3", phi "Order = 3, " midpoint
    "ITO0204", "3", phi "Order = 3, Predict = Prediction.Data, " midpoint
    "ITO0204", "3", direct "Order = 3, " heun
    "ITO0206",
    "Clock.Time",
    $"[ExponentialRungeKutta(Clock = Clock.Time, Tableau = \"{euler}\")] public sealed partial class P;"
    "ITO0206",
    "(Clock)9",
    $"[ExponentialRungeKutta(Clock = (Clock)9, Tableau = \"{euler}\")] public sealed partial class P;"
    "ITO0206", "Prediction.Flow", phi "Predict = Prediction.Flow, " midpoint
    "ITO0206",
    "Prediction.Data",
    $"[ExponentialRungeKutta(Predict = Prediction.Data, Tableau = \"{heun}\")] public sealed partial class P;"
    "ITO0206", "Clock.Rho", direct "Clock = Clock.Rho, " heun
    "ITO0206", "Stochasticity.Tau", direct "Noise = Stochasticity.Tau, " heun
    "ITO0206", "(Stochasticity)9", direct "Noise = (Stochasticity)9, " heun
    "ITO0206",
    "Stochasticity.Eta",
    $"[RungeKutta(Noise = Stochasticity.Eta, Tableau = \"{euler}\")] public sealed partial record P(double Eta = 1);"
    "ITO0206", "Stochasticity.Scale", direct "Noise = Stochasticity.Scale, " euler
    "ITO0206",
    "true",
    $"[RungeKutta(Noise = Stochasticity.Tau, Churn = true, Tableau = \"{euler}\")] public sealed partial record P(double Tau = 1, double Churn = 0.1);"
    "ITO0208",
    "Stochasticity.Tau",
    $"[RungeKutta(Noise = Stochasticity.Tau, Tableau = \"{euler}\")] public sealed partial class P;"
    "ITO0209", "1", phi "Order = 1, " midpoint
    "ITO0207", "typeof(DpmSolver2S)", multistep "History = 2, Start = typeof(DpmSolver2S)"
    "ITO0207",
    "typeof(DpmSolverPP2S)",
    multistep "Predict = Prediction.Noise, History = 2, Start = typeof(DpmSolverPP2S)"
    "ITO0207", "typeof(EulerMaruyama)", multistep "History = 2, Start = typeof(EulerMaruyama)"
    "ITO0207",
    "typeof(DpmSolverPP2S)",
    "[ExponentialMultistep(History = 2, Noise = Stochasticity.Tau, Start = typeof(DpmSolverPP2S))] public sealed partial record P(double Tau = 1);"
    "ITO0206",
    "ExponentialMultistep",
    $"[RungeKutta(Tableau = \"{euler}\")] [ExponentialMultistep] public sealed partial class P;"
    "ITO0304", "DpmSolver2S", flow "[Sampler<RectifiedFlow, DpmSolver2S>]"
    "ITO0204", "-1", multistep "Order = -1"
    "ITO0205", "0", multistep "History = 0"
    "ITO0205", "5", multistep "History = 5"
    "ITO0205", "1", multistep "Corrector = 1"
    "ITO0205", "DerivativeEstimate(2)", estimated "History = 2" "2"
    "ITO0205", "DerivativeEstimate(2, Nodes = 2)", estimated "History = 3" "2, Nodes = 2"
    "ITO0205", "DerivativeEstimate(2, Factor = \"half\")", estimated "History = 3" "2, Factor = \"half\""
    "ITO0206",
    "DerivativeEstimate(2, Offset = \"1\")",
    estimated "Predict = Prediction.Noise, History = 3" "2, Offset = \"1\""
    "ITO0206",
    "DerivativeEstimate(1)",
    "[ExponentialRungeKutta(Tableau = \"0 |\\n1 | 1\\n---\\n| 1/2 1/2\"), DerivativeEstimate(1)] public sealed partial class P;"
    "ITO0206", "DerivativeEstimate(2)", "[DerivativeEstimate(2)] public sealed partial class P;"
    "ITO0208",
    "true",
    "[ExponentialMultistep(Churn = true)] public sealed partial record P(double Churn) { const double ChurnNoise = 1.003; double N => ChurnNoise; }"
    "ITO0206", "Clock.Time", multistep "Clock = Clock.Time"
    "ITO0206", "DifferenceWeight.Uniform", multistep "History = 2, Weight = DifferenceWeight.Uniform"
    "ITO0206", "DifferenceWeight.Truncated", multistep "History = 2, Weight = DifferenceWeight.Truncated"
    "ITO0206", "true", "[ExponentialMultistep(HeavyBall = true)] public sealed partial record P(double Damping = 1);"
    "ITO0206",
    "true",
    "[ExponentialMultistep(History = 2, Churn = true)] public sealed partial record P(double Churn = 0);"
    "ITO0206",
    "Stochasticity.Scale",
    "[ExponentialMultistep(Noise = Stochasticity.Scale)] public sealed partial class P { double NoiseScale(double rho) => rho; }"
    "ITO0206",
    "Stochasticity.Posterior",
    "[ExponentialMultistep(History = 2, Noise = Stochasticity.Posterior)] public sealed partial record P(double PosteriorVariance);"
    "ITO0208", "Stochasticity.Scale", multistep "Clock = Clock.Rho, Noise = Stochasticity.Scale"
    "ITO0208", "Stochasticity.Posterior", multistep "Noise = Stochasticity.Posterior"
    "ITO0208", "true", multistep "Churn = true"
    "ITO0208",
    "true",
    multistep "Predict = Prediction.Noise, Clock = Clock.Rho, Weight = DifferenceWeight.Uniform, HeavyBall = true"
    "ITO0206", "Prediction.Velocity", multistep "Predict = Prediction.Velocity"
    "ITO0206", "(Prediction)77", multistep "Predict = (Prediction)77"
    "ITO0206",
    "DifferenceWeight.HalfStep",
    multistep "Predict = Prediction.Noise, Clock = Clock.Rho, History = 2, Weight = DifferenceWeight.HalfStep"
    "ITO0206",
    "Stochasticity.Eta",
    "[ExponentialMultistep(Predict = Prediction.Noise, Noise = Stochasticity.Eta)] public sealed partial record P(double Eta = 1);"
    "ITO0206",
    "Stochasticity.Tau",
    "[ExponentialMultistep(Predict = Prediction.Noise, Clock = Clock.Rho, Noise = Stochasticity.Tau)] public sealed partial record P(double Tau = 1);"
    "ITO0207", "typeof(Ddim)", multistep "History = 1, Start = typeof(Ddim)"
    "ITO0207", "typeof(DeisRhoAB2)", multistep "History = 2, Start = typeof(DeisRhoAB2)"
    "ITO0207", "typeof(RhoRkHeun)", multistep "History = 2, Start = typeof(RhoRkHeun)"
    "ITO0207",
    "typeof(RhoOne)",
    "[ExponentialMultistep(Predict = Prediction.Noise, Clock = Clock.Rho)] public sealed partial class RhoOne; [ExponentialMultistep(Predict = Prediction.Noise, History = 2, Noise = Stochasticity.Tau, Start = typeof(RhoOne))] public sealed partial record P(double Tau = 1);"
    "ITO0207", "typeof(string)", multistep "History = 2, Start = typeof(string)"
    "ITO0207", "typeof(P)", multistep "History = 2, Start = typeof(P)"
    "ITO0208", "Stochasticity.Tau", multistep "Noise = Stochasticity.Tau"
    "ITO0208",
    "Stochasticity.Eta",
    "[ExponentialMultistep(Noise = Stochasticity.Eta)] public sealed partial record P(int Eta = 1);"
    "ITO0209", "1", multistep "Order = 1, History = 2"
    "ITO0210", "3", multistep "GlobalOrder = 3, History = 3"
    "ITO0210", "4", multistep "GlobalOrder = 4, History = 3, Start = typeof(DpmSolverPP2S)"
    "ITO0210", "-1", multistep "GlobalOrder = -1"
    "ITO0211", "1", multistep "GlobalOrder = 1, History = 3"
    "ITO0301", "S", "[Sampler<VpLinear, Ddim>] public sealed class S;"
    "ITO0301", "S", "[Sampler<VpLinear, Ddim>] public partial class S;"
    "ITO0301", "S", "public class B; [Sampler<VpLinear, Ddim>] public sealed partial class S : B;"
    "ITO0301", "S", "[Sampler<VpLinear, Ddim>] public sealed partial record S;"
    "ITO0302", "string", flow "[Sampler<string, Ddim>]"
    "ITO0303", "VpLinear", flow "[Sampler<VpLinear, VpLinear>]"
    "ITO0310", "9", flow "[Sampler<VpLinear, Ddim>(Memory = 9)]"
    "ITO0310", "-1", flow "[Sampler<VpLinear, Ddim>(Memory = -1)]"
    "ITO0310", "2", flow "[Sampler<VpLinear, RhoRkHeun>(Memory = 2)]"
    "ITO0311",
    "Gradients.Reversible",
    flow "[Sampler<VpLinear, DpmSolverPP2M>(Gradients = Gradients.Exact | Gradients.Reversible)]"
    "ITO0311", "Gradients.Reversible", flow "[Sampler<VpLinear, UniPC1>(Gradients = Gradients.Reversible)]"
    "ITO0311", "Gradients.Reversible", flow "[Sampler<VpLinear, SdeDpmSolver1>(Gradients = Gradients.Reversible)]"
    "ITO0311", "Gradients.Reversible", flow "[Sampler<VpLinear, EdmStochastic>(Gradients = Gradients.Reversible)]"
    "ITO0311", "Gradients.Reversible", flow "[Sampler<VpLinear, Ghvb1>(Gradients = Gradients.Reversible)]"
    "ITO0304", "DeisRhoAB2", flow "[Sampler<RectifiedFlow, DeisRhoAB2>]"
    // A start time that is the pole itself.
    "ITO0304", "DpmSolver2M", flow "[Sampler<RectifiedFlow, DpmSolver2M>(StartTime = 1)]"
    "ITO0304", "DeisRhoAB2", flow "[Sampler<RectifiedFlow, DeisRhoAB2>(StartTime = 0.01, EndTime = 1)]"
    "ITO0304",
    "RhoRkHeun",
    "[Process(MaxTime = 0.5)] public sealed partial record Own { double Alpha(double t) => 1 - t; double Sigma(double t) => t; } [Sampler<Own, RhoRkHeun>(StartTime = 1.0)] public sealed partial class S;"
    "ITO0304",
    "RhoRkHeun",
    "[Process(MaxTime = 1)] public sealed partial record Own { double Alpha(double t) => 1 - t; double Sigma(double t) => t; } [Sampler<Own, RhoRkHeun>] public sealed partial class S;"
]
