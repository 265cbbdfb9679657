namespace ItoSharp.Tests.Models.Systems;

/// <summary>Geometric Brownian motion.</summary>
[Sde(Interpretation.Ito)]
public sealed partial record Gbm(double Mu = 0.05, double Sigma = 0.2)
{
    public readonly record struct State(double S);

    State Drift(State x) => new(Mu * x.S);

    [Noise]
    State Price(State x) => new(Sigma * x.S);
}

/// <summary>The same process in the sense of Stratonovich.</summary>
[Sde(Interpretation.Stratonovich)]
public sealed partial record StratonovichGbm(double Mu = 0.05, double Sigma = 0.2)
{
    public readonly record struct State(double S);

    State Drift(State x) => new((Mu - Sigma * Sigma / 2) * x.S);

    [Noise]
    State Price(State x) => new(Sigma * x.S);
}

/// <summary>Heston (1993), correlated.</summary>
[Sde(Interpretation.Ito)]
public sealed partial record Heston(double Mu, double Kappa, double Theta, double Xi, double Rho)
{
    public readonly record struct State(double S, [Domain(Min = 0, On = Boundary.FullTruncation)] double V);

    State Drift(State x) => new(Mu * x.S, Kappa * (Theta - x.V));

    [Noise]
    State Price(State x) => new(Math.Sqrt(x.V) * x.S, 0);

    [Noise]
    State Variance(State x) => new(0, Xi * Math.Sqrt(x.V));

    [Correlation(nameof(Price), nameof(Variance))]
    double Correlation => Rho;
}

/// <summary>Cox, Ingersoll and Ross (1985), reflected at 0.</summary>
[Sde(Interpretation.Ito)]
public sealed partial record Cir(double Kappa, double Theta, double Xi)
{
    public readonly record struct State([property: Domain(Min = 0, On = Boundary.Absorption)] double R);

    State Drift(State x) => new(Kappa * (Theta - x.R));

    [Noise]
    State W(State x)
    {
        double root = Math.Sqrt(x.R);
        return new(Xi * root);
    }
}

/// <summary>SABR (2002): a volatility of the forward that is itself lognormal.</summary>
[Sde(Interpretation.Ito)]
public sealed partial record Sabr(double Beta, double Alpha, double Rho)
{
    public readonly record struct State([Domain(Min = 0, On = Boundary.Absorption)] double F, double V);

    State Drift(State x) => default;

    [Noise]
    State Forward(State x) => new(x.V * Math.Pow(x.F, Beta), 0);

    [Noise]
    State Volatility(State x) => new State { V = Alpha * x.V };

    [Correlation(nameof(Forward), nameof(Volatility))]
    double Correlation => Rho;
}

/// <summary>Three assets with three correlations of which not all values go together.</summary>
[Sde(Interpretation.Ito)]
public sealed partial record Basket(Basket.Numbers Volatility, double AB, double AC, double BC)
{
    /// <summary>One number an asset.</summary>
    [System.Runtime.CompilerServices.InlineArray(3)]
    public struct Numbers
    {
        double element;
    }

    public readonly record struct State(Numbers Price, double Cash);

    public static Numbers Three(double a, double b, double c)
    {
        var three = new Numbers();
        three[0] = a;
        three[1] = b;
        three[2] = c;
        return three;
    }

    static readonly double[] Rates = [0.01, 0.02, 0.03];

    const double Interest = 1.0 / 50;

    State Drift(State x)
    {
        var price = new Numbers();
        for (int i = 0; i < Rates.Length; i++)
        {
            price[i] = Rates[i] * x.Price[i];
        }

        return new(price, Interest * x.Cash);
    }

    State Of(State x, int asset)
    {
        Numbers price = default;
        price[asset] = Volatility[asset] * x.Price[asset];
        return new(price, 0);
    }

    [Noise]
    State A(State x) => Of(x, 0);

    [Noise]
    State B(State x) => Of(x, 1);

    [Noise]
    State C(State x) => Of(x, 2);

    [Correlation(nameof(A), nameof(B))]
    double First => AB;

    [Correlation(nameof(A), nameof(C))]
    double Second => AC;

    [Correlation(nameof(B), nameof(C))]
    double Third => BC;
}
