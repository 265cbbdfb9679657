// ITO0106: a schedule whose noise stands still has no inverse: two times of one log-SNR.
using ItoSharp;

[Process]
public sealed partial record Flat
{
    double Alpha(double t) => 1;

    double Sigma(double t) => 2 + 0 * t;
}
