#!/bin/sh
# Makes two authorities and the certificates that tests need, in the folder $1.
set -e
cd "$1"
cat >ca.cnf <<CONFIG
[ca]
default_ca = authority
[authority]
database = index
new_certs_dir = .
rand_serial = yes
default_md = sha256
policy = anything
unique_subject = no
copy_extensions = copy
[anything]
commonName = supplied
[authority_extensions]
basicConstraints = critical,CA:true
keyUsage = critical,keyCertSign
CONFIG
: >index
request() { # name, subject alternative name
    openssl req -new -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -config /dev/null \
        -subj "/CN=$1" ${2:+-addext "subjectAltName=$2"} -keyout "$1.key" -out "$1.csr"
}
sign() { # name, from, to, authority
    openssl ca -batch -notext -config ca.cnf -in "$1.csr" -out "$1.pem" -startdate "$2" -enddate "$3" \
        -cert "$4.pem" -keyfile "$4.key"
}
for authority in ca other; do
    request $authority
    openssl ca -batch -notext -config ca.cnf -selfsign -in $authority.csr -out $authority.pem \
        -keyfile $authority.key -extensions authority_extensions \
        -startdate 20200101000000Z -enddate 20400101000000Z
done
request good IP:127.0.0.1
sign good 20250101000000Z 20390101000000Z ca
request elsewhere DNS:elsewhere.example
sign elsewhere 20250101000000Z 20390101000000Z ca
request past IP:127.0.0.1
sign past 20200101000000Z 20210101000000Z ca
